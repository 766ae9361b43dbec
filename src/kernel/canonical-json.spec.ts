import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('is the text of the example in RFC 8785, 3.2.4', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names by their UTF-16 code units, those that look like numbers too', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, 10: 4, 2: 5, '\ud83d\ude00': 6, ö: 7 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"10":4,"2":5,"ö":7,"€":1,"\ud83d\ude00":6,"\ufb33":3}',
    );
  });

  it('is the same for a value and for what JSON gives back of it', () => {
    const value = { at: new Date(0), none: undefined, list: [undefined, { b: 1, a: -0 }] };
    const back: unknown = JSON.parse(JSON.stringify(value));
    expect(canonicalJson(value)).toBe(canonicalJson(back));
    expect(canonicalJson(value)).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","list":[null,{"a":0,"b":1}]}',
    );
  });
});
