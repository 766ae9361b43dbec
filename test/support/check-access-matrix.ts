import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf, type PlacedOperation } from '../../src/http/openapi/open-api.js';
import { accessMatrix, type Access } from '../../src/identity/access-matrix.js';

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
        ...(scopeOf(place) === access.key
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

function scopeOf({ operation }: PlacedOperation): unknown {
  return 'x-api-key-scope' in operation ? operation['x-api-key-scope'] : undefined;
}

/** A first guess; the roles are for a person to say. */
function lineFor(route: string, place: PlacedOperation): string {
  const key = scopeOf(place);
  const fields = [
    `to: ${isPublic(place) ? 'everybody' : '[/* the roles that may */]'}`,
    ...(typeof key === 'string' ? [`key: '${key}'`] : []),
    ...(asksForProof(place) ? ['fresh: true'] : []),
    ...(route.includes('{')
      ? [`of: ${route.includes('/cases/{') ? "'case'" : '/* what it names */'}`]
      : []),
  ];
  return `'${route}': { ${fields.join(', ')} },`;
}
