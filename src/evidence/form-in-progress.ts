import { validateInput } from '../definition/validate-input.js';
import { inputErrorsOf, inputInvalid, type InputError } from '../kernel/domain-error.js';
import { EvidenceFieldsInput } from './evidence.input.js';
import type { FileToKeep } from './evidence-store.js';
import { refuseFileName } from './file-name.js';
import { typeByName } from './file-types.js';

/** A file that has arrived, with the fields beside it. */
export interface SentFile {
  readonly file: FileToKeep;
  /** As the sender calls it; it has been checked. */
  readonly name: string;
  readonly fields: EvidenceFieldsInput;
}

/** What has been read of a form, part by part, and all that is wrong with it. */
export class FormInProgress {
  file: FileToKeep | null = null;
  private name: string | null = null;
  private readonly fields = new Map<string, unknown>();
  private readonly errors: InputError[] = [];

  addField(name: string, value: unknown): void {
    if (this.fields.has(name)) this.refuse(name, 'once', 'must be sent once');
    else if (name !== 'file') this.fields.set(name, value);
    // A file without a name of its own comes as a field; `finish` says that there is none.
  }

  /**
   * Whether the file is worth receiving.
   *
   * @throws DomainError EVIDENCE_TYPE_NOT_ALLOWED for a name whose end is not on the list
   */
  expects({ fieldname, filename }: { fieldname: string; filename?: string }): boolean {
    if (fieldname !== 'file') {
      this.refuse(fieldname, 'unknownField', 'is not a known field');
      return false;
    }
    if (this.name !== null) {
      this.refuse('file', 'oneFile', 'send one file at a time');
      return false;
    }
    // An application/octet-stream part is taken for a file even without a name.
    this.name = filename ?? '';
    const broken = refuseFileName(this.name);
    this.errors.push(...broken);
    if (broken.length > 0) return false;
    typeByName(this.name);
    return true;
  }

  /** @throws DomainError INPUT_INVALID with all that is wrong */
  finish(): SentFile {
    if (this.name === null) this.refuse('file', 'isFile', 'must be a file with its name');
    if (this.file?.size === 0) this.refuse('file', 'fileNotEmpty', 'the file is empty');
    const fields = this.checkedFields();
    if (this.errors.length > 0 || !this.file || this.name === null || !fields) {
      throw inputInvalid(this.errors);
    }
    return { file: this.file, name: this.name, fields };
  }

  private checkedFields(): EvidenceFieldsInput | null {
    try {
      return validateInput(EvidenceFieldsInput, Object.fromEntries(this.fields));
    } catch (error) {
      const found = inputErrorsOf(error);
      if (!found) throw error;
      this.errors.push(...found.errors);
      return null;
    }
  }

  private refuse(path: string, rule: string, message: string): void {
    this.errors.push({ path, rule, message });
  }
}
