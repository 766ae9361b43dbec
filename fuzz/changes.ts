import type { Json } from '../src/kernel/json.js';
import type { Chance } from '../simulate/chance.js';
import { mutated } from './mutate.js';
import { asText, longText, nastyTexts } from './nasty.js';
import type { Pool } from './pool.js';
import { nobody, type FuzzRequest } from './request.js';

/** Changes a request that might succeed into one that nobody would send. */
export class Changes {
  constructor(
    private readonly pool: Pool,
    private readonly chance: Chance,
  ) {}

  body(request: FuzzRequest, times: number): FuzzRequest {
    if (typeof request.body !== 'string') return this.address(request);
    let value = JSON.parse(request.body) as Json;
    for (let time = 0; time < times; time += 1) value = mutated(value, this.chance);
    return { ...request, body: asText(value), how: `${times} × changed` };
  }

  cutOff(request: FuzzRequest): FuzzRequest {
    const { body } = request;
    if (body === null) return this.headers(request);
    const at = this.chance.int(0, body.length);
    return { ...request, body: body.slice(0, at), how: 'cut off' };
  }

  headers(request: FuzzRequest): FuzzRequest {
    const { chance } = this;
    const headers = chance.pick<Readonly<Record<string, string>>>([
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/xml' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'multipart/form-data' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-encoding': 'gzip' },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${'a'.repeat(43)}` },
      { authorization: 'Basic YTpi' },
      { 'acting-for': this.pool.find('account', chance) ?? nobody },
      { 'acting-for': 'constructor' },
      { 'if-match': chance.pick(['*', 'x', '"99999999999"', 'W/"1"']) },
      { 'idempotency-key': chance.pick(['', 'x'.repeat(300), 'k1']) },
      { 'x-forwarded-for': '203.0.113.7' },
      { accept: 'text/html' },
      { 'accept-language': 'x'.repeat(2_000) },
      { 'x-long': 'x'.repeat(chance.pick([1_000, 15_000, 30_000])) },
      { 'user-agent': '' },
      { range: 'bytes=0-,0-,0-' },
      { expect: '100-continue' },
    ]);
    return { ...request, headers: { ...request.headers, ...headers }, how: 'other headers' };
  }

  address(request: FuzzRequest): FuzzRequest {
    const { chance } = this;
    const [path = '', query = ''] = request.path.split('?');
    const parts = path.split('/');
    const place = chance.int(Math.min(3, parts.length - 1), parts.length - 1);
    // A half of a pair cannot be percent-encoded.
    const nasty = chance.percent(80)
      ? encodeURIComponent(chance.pick(nastyTexts).toWellFormed())
      : chance.pick([
          '%00',
          '%zz',
          '%',
          '%ff',
          '..',
          '.',
          '%2e%2e%2f',
          encodeURIComponent(longText(chance).slice(0, 3_000)),
        ]);
    const changed = parts.map((part, index) => (index === place ? nasty : part)).join('/');
    const names = [
      'limit',
      'cursor',
      'q',
      'code',
      'kind',
      'state',
      'on',
      'cityCode',
      'unknown',
      '__proto__',
      'limit[]',
    ];
    const more = `${chance.pick(names)}=${encodeURIComponent(chance.pick(nastyTexts).toWellFormed())}`;
    const asked = chance.percent(50)
      ? `${path}?${query ? `${query}&` : ''}${more}`
      : changed + (query && `?${query}`);
    return { ...request, path: asked, how: 'another address' };
  }

  method(request: FuzzRequest): FuzzRequest {
    const method = this.chance.pick([
      'PATCH',
      'PUT',
      'DELETE',
      'GET',
      'POST',
      'HEAD',
      'OPTIONS',
      'TRACE',
    ]);
    // A method without a body is sent none.
    const bare = ['GET', 'HEAD', 'TRACE'].includes(method);
    return { ...request, method, ...(bare && { body: null }), how: 'another method' };
  }
}
