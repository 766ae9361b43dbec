import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf, type PlacedOperation } from '../../src/http/openapi/open-api.js';
import { accessMatrix, scopesFor, type Access } from '../../src/identity/access-matrix.js';

const PLACE = '`accessMatrix` in src/identity/access-matrix.ts';

/** Where the document and the matrix differ, each with the line that puts it right. */
export function problemsOfMatrix(
  document: OpenAPIObject,
  matrix: Readonly<Record<string, Access>> = accessMatrix,
): string[] {
  const routes = routesOf(document);
  const gone = Object.keys(matrix).filter((route) => !routes.has(route));
  return [
    ...gone.map((route) => `There is no ${route}: take its line out of ${PLACE}.`),
    ...[...routes].flatMap(([route, place]) => {
      const access = matrix[route];
      if (!access) return [`${route} is not declared. Add to ${PLACE}: ${lineFor(route, place)}`];
      return [
        ...(isPublic(place) === (access.to === 'everybody')
          ? []
          : [`${route}: the document and ${PLACE} differ on whether it needs a session.`]),
        ...(scopesOf(place).join() === scopesFor(access).join()
          ? []
          : [`${route}: the document and ${PLACE} differ on which API keys it takes.`]),
        ...(asksForProof(place) === (access.fresh ?? false)
          ? []
          : [`${route}: the document and ${PLACE} differ on whether it asks for the password.`]),
      ];
    }),
  ];
}

/** Every operation of a document by its method and path, as the matrix names it. */
export function routesOf(document: OpenAPIObject): ReadonlyMap<string, PlacedOperation> {
  return new Map(
    operationsOf(document).map((place) => [`${place.method.toUpperCase()} ${place.path}`, place]),
  );
}

const isPublic = ({ operation }: PlacedOperation) => operation.security?.length === 0;

const asksForProof = ({ operation }: PlacedOperation) => 'x-fresh-sign-in' in operation;

/** A scope, or a list of those of which each will do. */
function scopesOf({ operation }: PlacedOperation): readonly unknown[] {
  return 'x-api-key-scope' in operation ? [operation['x-api-key-scope']].flat() : [];
}

/** A first guess; the roles are for a person to say. */
function lineFor(route: string, place: PlacedOperation): string {
  const keys = scopesOf(place).map((scope) => `'${String(scope)}'`);
  const fields = [
    `to: ${isPublic(place) ? 'everybody' : '[/* the roles that may */]'}`,
    ...(keys.length > 0 ? [`key: ${keys.length > 1 ? `[${keys.join(', ')}]` : keys.join()}`] : []),
    ...(asksForProof(place) ? ['fresh: true'] : []),
    ...(route.includes('{')
      ? [`of: ${route.includes('/cases/{') ? "'case'" : '/* what it names */'}`]
      : []),
  ];
  return `'${route}': { ${fields.join(', ')} },`;
}
