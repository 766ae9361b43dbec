import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { nestsDeeper, readJson } from './read-json.js';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('the depth of a text', () => {
  it('is that of its brackets, outside of strings', () => {
    expect(nestsDeeper(nested(16), 16)).toBe(false);
    expect(nestsDeeper(nested(17), 16)).toBe(true);
    expect(nestsDeeper('[[],[],[{}]]', 3)).toBe(false);
    expect(nestsDeeper('[[],[],[{"a":[]}]]', 3)).toBe(true);
    expect(nestsDeeper(JSON.stringify({ text: '[[[[{{{{"\\' }), 1)).toBe(false);
    expect(nestsDeeper('"\\"[[[[', 1)).toBe(false);
    expect(nestsDeeper('"\\\\"[[', 1)).toBe(true);
    expect(nestsDeeper('"without an end [[[[', 1)).toBe(false);
  });
});

describe('a body of JSON', () => {
  const read: string[] = [];
  const server = fastify({ bodyLimit: 5_000_000 });
  const { parse } = JSON;
  readJson(server);
  server.post('/', (request) => request.body);
  server.setErrorHandler((error: { code?: string; statusCode?: number }, _request, reply) =>
    reply.code(error.statusCode ?? 422).send({ code: error.code }),
  );
  /** What is read as JSON on the way, in this realm. */
  const post = async (payload: string) => {
    read.length = 0;
    JSON.parse = (text: string, ...more) => {
      read.push(text);
      return parse(text, ...more) as unknown;
    };
    try {
      const answer = await server.inject({
        method: 'POST',
        url: '/',
        payload,
        headers: { 'content-type': 'application/json' },
      });
      return { status: answer.statusCode, ...(parse(answer.body) as object) };
    } finally {
      JSON.parse = parse;
    }
  };

  it('is read as deep as a shape may be', async () => {
    expect(await post(`{"a":${nested(15)}}`)).toMatchObject({ status: 200 });
    expect(read).toHaveLength(1);
  });

  it.each([17, 500_000])('is not read at all when it nests %i levels', async (levels) => {
    const refused = { status: 422, code: 'INPUT_INVALID' };
    expect(await post(nested(levels))).toMatchObject(refused);
    expect(await post(`{"a":${'{"a":'.repeat(levels)}`)).toMatchObject(refused);
    expect(read).toEqual([]);
  });

  it('that would change what every object has is still refused', async () => {
    expect(await post('{"__proto__":{"a":1}}')).toMatchObject({ status: 400 });
    expect(await post('{"constructor":{"prototype":{"a":1}}}')).toMatchObject({ status: 400 });
    expect(await post('{')).toMatchObject({ status: 400 });
    expect(await post('')).toMatchObject({ status: 400 });
  });
});
