import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';

/** No connection was to be had; what each server said, in the order in which they were tried. */
export class NoConnection extends AggregateError {
  override readonly name = 'NoConnection';

  constructor(readonly failures: readonly Error[]) {
    super(failures, failures.map(({ message }) => message).join('; '));
  }
}

/** An error, and whether it comes from the database's connections and no other network. */
export interface Layer {
  readonly error: Error;
  readonly isOurs: boolean;
}

/** Errors can hold each other in a circle. */
const DEEPEST = 8;

/** An error and what TypeORM, `cause` and an error of many hold within it, from the outside in. */
export function layersOf(error: unknown, isOurs = false, depth = 0): readonly Layer[] {
  if (!isError(error) || depth > DEEPEST) return [];
  const ours = isOurs || error instanceof QueryFailedError || error instanceof NoConnection;
  const many: readonly unknown[] =
    'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inside: readonly unknown[] = [
    'driverError' in error ? error.driverError : null,
    ...many,
    error.cause,
  ];
  return [{ error, isOurs: ours }, ...inside.flatMap((each) => layersOf(each, ours, depth + 1))];
}

/** Errors of the system are made by another `Error` where a program runs in a context of its own. */
export function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

/** SQLSTATE, or the system's code; empty where there is neither. */
export function codeOf(error: unknown): string {
  return isError(error) && 'code' in error ? String(error.code) : '';
}
