/** The type of the entry of a case's history for dates that were counted anew (重新计算期限). */
export const RECOUNT_EVENT = 'clock.recount';
