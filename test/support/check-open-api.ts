import type { OpenAPIObject } from '@nestjs/swagger';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { operationsOf } from '../../src/http/openapi/open-api.js';

/** What is wrong with an OpenAPI document; nothing, when a client generator may rely on it. */
export async function problemsOfOpenApi(document: OpenAPIObject): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      // A health check has nothing to refuse.
      'operation-4xx-response': 'off',
    },
  });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  const lint = found.map(
    ({ ruleId, message, location: [place] }) => `${ruleId}: ${message} at ${place?.pointer ?? '?'}`,
  );
  return [...lint, ...undescribed(document)];
}

/** Operations without a success, and bodies without a schema or an example. */
function undescribed(document: OpenAPIObject): string[] {
  return operationsOf(document).flatMap(({ path, method, operation }) => {
    const place = `${method} ${path}`;
    const succeeds = Object.keys(operation.responses).some((status) => status.startsWith('2'));
    const media = [operation.requestBody, ...Object.values(operation.responses)].flatMap((it) =>
      it && 'content' in it ? Object.values(it.content ?? {}) : [],
    );
    return [
      ...(succeeds ? [] : [`${place} has no success`]),
      ...(media.every(({ schema }) => schema) ? [] : [`${place} lacks a schema`]),
      ...(media.every(({ example, examples }) => example !== undefined || examples)
        ? []
        : [`${place} lacks an example`]),
    ];
  });
}
