/** A text that people read, in Chinese (complete everywhere) and English. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}
