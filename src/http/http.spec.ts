import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsOptional, IsString } from 'class-validator';
import { Public } from '../identity/access.decorators.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { IsMoney } from '../definition/index.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { DomainError } from '../kernel/domain-error.js';
import { Outages } from '../loops/outages.js';
import { Policies } from '../policies/policies.js';
import { RuleBook } from '../policies/rule-book.js';
import { LprPublications } from '../rates/lpr-publications.js';
import { ReferenceSource } from '../rates/reference-source.js';
import { SystemTime, TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { newFastifyAdapter } from './fastify-adapter.js';
import { HttpModule } from './http.module.js';
import { httpOptions, setUpHttp } from './set-up-http.js';

class ThingInput {
  @IsMoney()
  readonly amount!: string;
}

class ThingQuery {
  @IsOptional()
  @IsString()
  readonly q?: string;
}

@Controller('things')
@Public()
class ThingsController {
  @Post()
  create(@Body() input: ThingInput): object {
    return { kind: input.constructor.name };
  }

  @Get()
  list(@Query() query: ThingQuery): object {
    return { q: query.q ?? null };
  }

  @Get('broken')
  broken(): never {
    throw new Error('SELECT secret FROM accounts');
  }

  @Get('late')
  late(): never {
    throw new DomainError('TOO_MANY_REQUESTS', 'Later.', { retryAfter: 7, status: 200 });
  }

  @Get(':id')
  read(@Param('id') id: string): object {
    return { id };
  }
}

@Module({
  imports: [HttpModule],
  controllers: [ThingsController],
  providers: [
    WorkingCalendar,
    { provide: RuleBook, useValue: { refresh: () => Promise.resolve() } },
    { provide: Policies, useValue: {} },
    { provide: Transactions, useValue: {} },
    Outages,
    { provide: WorkflowRegistry, useValue: new WorkflowRegistry([]) },
    { provide: ReferenceSource, useValue: {} },
    { provide: LprPublications, useValue: {} },
    { provide: TimeSource, useValue: new SystemTime() },
  ],
  exports: [
    WorkingCalendar,
    RuleBook,
    Policies,
    Transactions,
    WorkflowRegistry,
    ReferenceSource,
    LprPublications,
    TimeSource,
    Outages,
  ],
})
class TestModule {}

/** Chinese in GB18030, which Node can read and not write: two bytes a sign, those of this spec. */
const gb18030: Readonly<Record<string, string>> = {
  柳: 'c1f8',
  州: 'd6dd',
  市: 'cad0',
  某: 'c4b3',
  局: 'bed6',
};

const encode = (text: string, encoding: string): Buffer =>
  encoding === 'utf8'
    ? Buffer.from(text)
    : Buffer.concat([...text].map((sign) => Buffer.from(gb18030[sign] ?? toHex(sign), 'hex')));

const toHex = (sign: string): string => Buffer.from(sign).toString('hex');

describe('every request', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const test = { module: TestModule, global: true };
    const adapter = newFastifyAdapter({
      bodyLimitBytes: 1_000,
      trustedProxies: [],
      publicUrl: 'https://qingnuo.example',
    });
    app = await NestFactory.create<NestFastifyApplication>(test, adapter, {
      ...httpOptions,
      logger: false,
      abortOnError: false,
    });
    setUpHttp(app);
    await app.init();
    await app.listen(0, '127.0.0.1');
  });

  afterAll(() => app.close());

  const sendBytes = async (bytes: string): Promise<string> => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    return text(connect(port, '127.0.0.1').end(bytes));
  };

  const post = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/things',
      payload,
      headers: { 'content-type': type },
    });

  it('hands a checked instance to its handler', async () => {
    const answer = await post('{"amount":"1.00"}');
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ kind: 'ThingInput' });
  });

  it('is told what is wrong with its input', async () => {
    const answer = await post('{"amount":"1.000","more":1}');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({
      type: 'urn:qingnuo:problem:input-invalid',
      status: 422,
      code: 'INPUT_INVALID',
      errors: [
        { path: 'more', rule: 'unknownField' },
        { path: 'amount', rule: 'isMoney' },
      ],
    });
    expect((await app.inject('/api/v1/things?q=a&q=b')).statusCode).toBe(422);
    expect((await app.inject('/api/v1/things?x=a')).statusCode).toBe(422);
    expect((await app.inject('/api/v1/things?q=a')).json()).toEqual({ q: 'a' });
  });

  it.each([
    ['{"amount":', 'application/json', 400, 'MALFORMED_REQUEST'],
    ['', 'application/json', 400, 'MALFORMED_REQUEST'],
    ['{"__proto__":{"a":1}}', 'application/json', 400, 'MALFORMED_REQUEST'],
    [`{"amount":"${'1'.repeat(2_000)}"}`, 'application/json', 413, 'BODY_TOO_LARGE'],
    ['<a/>', 'application/xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['amount=1.00', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['amount', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['[]', 'application/json', 422, 'INPUT_INVALID'],
    ['null', 'application/json', 422, 'INPUT_INVALID'],
  ])('with the body %s as %s is refused with %i', async (body, type, status, code) => {
    const answer = await post(body, type);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code });
  });

  it.each([
    ['/api/v1/nothing', 404],
    ['/api/v1/things/not-an-id', 404],
    ['/api/v1/things/%zz', 400],
    ['/nothing', 404],
  ])('to %s is answered with a problem %i', async (url, status) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['GET /api/v1/things?q=补贴 HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['what is this?\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('number %# that is no HTTP is answered with a problem', async (bytes, status, code) => {
    const answer = await sendBytes(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'));
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
  });

  it.each([
    ['told', ['Content-Length: 3000', '', '1'.repeat(3_000)]],
    ['found', ['Transfer-Encoding: chunked', '', 'bb8', '1'.repeat(3_000), '0', '', '']],
  ])('with a body that is too large, as is %s, leaves the connection open', async (_, body) => {
    const head = ['Host: x', 'Content-Type: application/json'];
    const large = ['POST /api/v1/things HTTP/1.1', ...head, ...body].join('\r\n');
    const next = 'GET /api/v1/things?q=a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const answers = await sendBytes(large + next);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it.each([
    ['application/json', '柳州市某局', 'gb18030', 400, 'MALFORMED_REQUEST'],
    ['application/json; charset=gb18030', '柳州市某局', 'gb18030', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/json; charset=latin1', 'a', 'utf8', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/json; charset="UTF-8"', '1.00', 'utf8', 201, undefined],
    ['application/json;charset=utf8', '1.00', 'utf8', 201, undefined],
    ['application/json', '1.\uFFFD', 'utf8', 422, 'INPUT_INVALID'],
  ])('as %s with %s in %s is answered with %i', async (type, amount, encoding, status, code) => {
    const payload = encode(JSON.stringify({ amount }), encoding);
    const headers = { 'content-type': type };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/things', payload, headers });
    expect(answer.statusCode).toBe(status);
    expect(answer.json<{ code?: string }>().code).toBe(code);
    expect(answer.body).not.toContain('\uFFFD');
  });

  it('reads JSON behind the mark of Windows, and the mark alone is left out', async () => {
    expect((await post('\uFEFF{"amount":"1.00"}')).statusCode).toBe(201);
    expect((await post('{"amount":"\uFEFF1.00"}')).statusCode).toBe(422);
  });

  it('asks in UTF-8 alone', async () => {
    // 柳州 in GB18030, then in UTF-8.
    const wrong = await app.inject('/api/v1/things?q=%C1%F8%D6%DD');
    expect(wrong.json()).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
    expect((await app.inject('/api/v1/things?q=%E6%9F%B3%E5%B7%9E')).json()).toEqual({ q: '柳州' });
  });

  it('is refused where it asks what nobody reads', async () => {
    const payload = { amount: '1.00' };
    const url = '/api/v1/things?dryRun=true';
    const answer = await app.inject({ method: 'POST', url, payload });
    expect(answer.json()).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ path: 'dryRun', rule: 'unknownField' }],
    });
  });

  it.each([
    ['PUT', '/api/v1/things', 'GET, HEAD, POST'],
    ['PATCH', '/api/v1/things?q=a', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/things/1', 'GET, HEAD'],
    ['POST', '/api/v1/things/broken', 'GET, HEAD'],
  ] as const)('by %s to %s is told what is possible there', async (method, url, allow) => {
    const answer = await app.inject({ method, url, payload: method === 'DELETE' ? '' : '{}' });
    expect(answer.json()).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.allow).toBe(allow);
  });

  it('takes a form nowhere but where a route reads one', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const url of ['/api/v1/things', '/api/v1/nothing']) {
      const answer = await app.inject({ method: 'POST', url, payload: '--x--', headers });
      expect(answer.json()).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
  });

  it('learns nothing of the cause of a failure', async () => {
    const answer = await app.inject('/api/v1/things/broken');
    expect(answer.json()).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(answer.body).not.toMatch(/secret|SELECT|stack|\.ts/);
  });

  it('is told when to come back, and details never hide the standard members', async () => {
    const answer = await app.inject('/api/v1/things/late');
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.json()).toMatchObject({ status: 429 });
  });

  it('carries the headers that browsers heed', async () => {
    const { headers } = await app.inject('/api/v1/things/1');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
  });
});
