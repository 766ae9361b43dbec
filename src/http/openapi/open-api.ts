import type { OpenAPIObject } from '@nestjs/swagger';

/** The parts of an OpenAPI document that we write ourselves. */
export type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['post']>;
export type RequestBody = Extract<NonNullable<Operation['requestBody']>, { content: unknown }>;
export type MediaType = RequestBody['content'][string];
export type Schema = NonNullable<MediaType['schema']>;
export type Components = NonNullable<OpenAPIObject['components']>;
export type Responses = NonNullable<Components['responses']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface PlacedOperation {
  readonly path: string;
  readonly method: (typeof methods)[number];
  readonly operation: Operation;
}

/** Every operation of a document with its place. */
export function operationsOf(document: OpenAPIObject): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}
