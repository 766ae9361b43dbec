import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withAccessTable } from '../../docs/access-page.js';
import { workflows } from '../../workflows/index.js';
import { roles } from '../definition/index.js';
import { accessMatrix, verdictsFor, type Access } from './access-matrix.js';

describe('docs/access.md', () => {
  const page = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');

  it('agrees with the access matrix; `npm run docs` makes it anew', () => {
    expect(page).toBe(withAccessTable(page, accessMatrix, workflows));
  });

  it('would be found stale if a route let in a role more', () => {
    const opened = { ...accessMatrix, 'POST /api/v1/invitations': { to: roles } };
    expect(withAccessTable(page, opened, workflows)).not.toBe(page);
  });
});

describe('what a route comes to', () => {
  const of = 'case';
  const cases: [string, Access, Parameters<typeof verdictsFor>[1], string][] = [
    ['nobody, where everybody may', { to: 'everybody' }, 'nobody', 'ok ok'],
    ['nobody, where some may', { to: ['admin'] }, 'nobody', '401 401'],
    ['a role that may', { to: ['admin'] }, 'admin', 'ok ok'],
    ['a role that may, to a thing of others', { to: ['handler'], of }, 'handler', 'ok 404'],
    ['a role that may, to a list', { to: ['handler'], lists: of }, 'handler', 'ok absent'],
    ['another role', { to: ['admin'], of }, 'handler', '403 403'],
    ['another role, if the act decides', { to: ['admin'], of, byAct: true }, 'handler', '403 404'],
    ['a key, if none may', { to: roles, of, byAct: true }, 'key:read', '403 403'],
    ['a key of the scope', { to: roles, of, key: 'read' }, 'key:read', 'ok 404'],
    ['a key of another scope', { to: roles, of, key: 'read' }, 'key:file', '403 403'],
  ];
  it.each(cases)('is for %s', (_who, access, caller, expected) => {
    const { inside, outside } = verdictsFor(access, caller);
    expect(`${inside} ${outside}`).toBe(expected);
  });
});
