import type { DataSource } from 'typeorm';

/** The connections of this process to the database. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
}

/** TypeORM keeps the pool of `pg` where its driver has it. */
export function poolState({ driver }: DataSource): PoolState {
  const { master } = driver as { readonly master?: Readonly<Record<string, unknown>> };
  const count = (name: string) => {
    const value = master?.[name];
    return typeof value === 'number' ? value : 0;
  };
  return { total: count('totalCount'), idle: count('idleCount'), waiting: count('waitingCount') };
}
