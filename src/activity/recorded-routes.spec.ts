import { describe, expect, it } from '@jest/globals';
import { accessMatrix, openPages } from '../identity/access-matrix.js';
import { recordedRoutes } from './recorded-routes.js';

const PLACE = '`recordedRoutes` in src/activity/recorded-routes.ts';

function problemsOf(declared: readonly string[], routes: readonly string[]): string[] {
  return [
    ...routes
      .filter((route) => !declared.includes(route))
      .map(
        (route) => `${route} is not declared. Say in ${PLACE} what is recorded, or why nothing.`,
      ),
    ...declared
      .filter((route) => !routes.includes(route))
      .map((route) => `There is no ${route}: take its line out of ${PLACE}.`),
  ];
}

describe('what is recorded', () => {
  // The access matrix names each calculator; the web server has one route for those of workflows.
  const routes = [...Object.keys(accessMatrix), ...openPages, 'POST /api/v1/calculators/{name}'];
  const declared = Object.keys(recordedRoutes);

  it('is declared for every route of the access matrix and every page, and no other', () => {
    expect(problemsOf(declared, routes)).toEqual([]);
  });

  it('would be found incomplete', () => {
    const [first = '', ...others] = declared;
    expect(problemsOf(others, routes)).toHaveLength(1);
    expect(problemsOf([...others, first, 'GET /gone'], routes)).toHaveLength(1);
  });

  it('is left out only where a reason stands', () => {
    for (const [route, declaration] of Object.entries(recordedRoutes)) {
      if ('unrecorded' in declaration) expect([route, declaration.unrecorded]).not.toContain('');
    }
  });

  it('is everything that is not open to everybody, but for names of offices and numbers', () => {
    const silent = Object.entries(accessMatrix)
      .filter(([, { to }]) => to !== 'everybody')
      .filter(([route]) => 'unrecorded' in (recordedRoutes[route] ?? {}))
      .map(([route]) => route);
    expect(silent).toEqual([
      'GET /api/v1/accounts/me',
      'GET /api/v1/bodies',
      'GET /api/v1/units',
      'GET /api/v1/events',
      'GET /api/v1/cases/counts',
    ]);
  });
});
