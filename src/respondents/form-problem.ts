import { DomainError } from '../kernel/domain-error.js';

/** What is wrong with an answer; the page says it in the reader's words. */
export interface FormProblem {
  readonly field: 'answer' | 'files';
  readonly rule:
    | 'answerNotEmpty'
    | 'answerTooLong'
    | 'answerReadable'
    | 'fewFiles'
    | 'fileName'
    | 'fileType'
    | 'fileContent'
    | 'fileNotEmpty'
    | 'fileTooLarge'
    | 'caseIsFull';
  /** The file that it is about. */
  readonly name?: string;
}

/** Files that are not what they may be; whoever sends them may mean harm. */
export const suspicious: ReadonlySet<FormProblem['rule']> = new Set([
  'fileName',
  'fileType',
  'fileContent',
  'fileTooLarge',
]);

/** What the case says of an answer, as a problem of the form; null for what is none. */
export function problemIn(error: unknown): FormProblem | null {
  if (!(error instanceof DomainError)) return null;
  switch (error.code) {
    case 'EVIDENCE_TYPE_NOT_ALLOWED':
    case 'EVIDENCE_CONTENT_MISMATCH':
    case 'EVIDENCE_INFECTED':
      return { field: 'files', rule: 'fileContent' };
    case 'EVIDENCE_TOO_LARGE':
      return { field: 'files', rule: 'fileTooLarge' };
    case 'EVIDENCE_LIMIT_REACHED':
      return { field: 'files', rule: 'caseIsFull' };
    case 'INPUT_INVALID':
      return { field: 'answer', rule: 'answerReadable' };
    default:
      return null;
  }
}
