import type { Principal } from '../identity/principal.js';
import { rolesOfOffices } from '../identity/what-is-read.js';

/** The column of `cases c` that says when something happened that somebody is shown. */
export const updatedColumn = ({ role }: Pick<Principal, 'role'>): string =>
  rolesOfOffices.includes(role) ? 'c.updated_at' : 'c.shown_at';
