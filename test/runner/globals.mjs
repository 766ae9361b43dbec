/** What `@jest/globals` exports, of the spec file at work: modules outlive it. */
const GLOBALS = Symbol.for('qingnuo.jest-globals');

const ofTheFileAtWork = (name) =>
  new Proxy(() => undefined, {
    apply: (_target, _self, values) => globalThis[GLOBALS][name](...values),
    get: (_target, key) => globalThis[GLOBALS][name][key],
  });

export const afterAll = ofTheFileAtWork('afterAll');
export const afterEach = ofTheFileAtWork('afterEach');
export const beforeAll = ofTheFileAtWork('beforeAll');
export const beforeEach = ofTheFileAtWork('beforeEach');
export const describe = ofTheFileAtWork('describe');
export const expect = ofTheFileAtWork('expect');
export const it = ofTheFileAtWork('it');
export const test = ofTheFileAtWork('test');
export const jest = ofTheFileAtWork('jest');
