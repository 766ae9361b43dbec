import type { Role } from '../definition/index.js';

/** The roles that answer for a unit, by those of their staff. */
const headOf: Readonly<Partial<Record<Role, Role>>> = {
  acceptor: 'acceptorHead',
  handler: 'handlerHead',
};

/** A deputy who gets the rights of a head stands in for so many days at most. */
export const MOST_DAYS_AS_HEAD = 60;

/**
 * What a deputy gains by standing in (代理): `nothing`, where both have one role or a head stands in
 * for its staff; `headship`, where one of the staff stands in for its head (代理负责人); null: nobody
 * stands in across other roles.
 */
export function gainOf(deputy: Role, absent: Role): 'nothing' | 'headship' | null {
  if (deputy === absent || headOf[absent] === deputy) return 'nothing';
  return headOf[deputy] === absent ? 'headship' : null;
}
