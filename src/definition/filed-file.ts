/** A file that a filing cites, by the id under which it was uploaded, and where it does. */
export interface CitedFile {
  readonly path: string;
  readonly id: string;
}

/** A file that came in with a filing, as it is kept in the history: its content cannot change. */
export interface FiledFile {
  readonly id: string;
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}
