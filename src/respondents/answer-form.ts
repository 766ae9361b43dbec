import { Injectable } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import type { ArrivedFile } from '../evidence/evidence-intake.js';
import { refuseFileName } from '../evidence/file-name.js';
import { typeByName } from '../evidence/file-types.js';
import { Uploads } from '../evidence/uploads.js';
import { DomainError } from '../kernel/domain-error.js';
import type { FormProblem } from './form-problem.js';

/** As many files as an answer may have; the payload of the act says it again. */
export const MOST_FILES = 10;

/** In characters, as the payload of the act. */
export const LONGEST_ANSWER = 20_000;

/** A few more than may come, so that the reader is told rather than cut off. */
const LIMITS = { files: MOST_FILES + 5, fields: 5, parts: MOST_FILES + 10, fieldNameSize: 100 };
/** In bytes; a character of Chinese has three. */
const FIELD_SIZE = LONGEST_ANSWER * 6;
const BESIDE_THE_FILES = 256 * 1024;

/** What arrived, with all that is wrong with it: a reader who is told keeps the text at least. */
export interface ArrivedForm {
  readonly answer: string;
  readonly files: readonly ArrivedFile[];
  readonly problems: readonly FormProblem[];
}

interface Arriving {
  answer: string;
  files: ArrivedFile[];
  problems: FormProblem[];
}

/** Reads an answer as a browser sends it: a text and files, which go to the disk as they arrive. */
@Injectable()
export class AnswerForm {
  private readonly maxBytes: number;

  constructor(
    { evidence }: Config,
    private readonly uploads: Uploads,
  ) {
    this.maxBytes = evidence.maxBytes;
  }

  /**
   * The caller discards the files in the end.
   *
   * @throws DomainError UNSUPPORTED_MEDIA_TYPE, MALFORMED_REQUEST, EVIDENCE_TOO_LARGE (all of it)
   */
  async read(request: FastifyRequest): Promise<ArrivedForm> {
    if (!request.isMultipart()) {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'Send the form of the page.');
    }
    const form: Arriving = { answer: '', files: [], problems: [] };
    try {
      this.requireSize(Number(request.headers['content-length'] ?? 0));
      const limits = { ...LIMITS, fieldSize: FIELD_SIZE, fileSize: this.maxBytes };
      // A path stays in the name, so that it can be refused; the parser would cut it off.
      for await (const part of request.parts({ preservePath: true, limits })) {
        if (part.type === 'file') await this.receive(part, form);
        else if (part.fieldname === 'answer') addAnswer(part.value, form);
      }
    } catch (error) {
      // What is still on its way is read and thrown away: the client hears the answer after it.
      request.raw.unpipe();
      request.raw.resume();
      await this.discard(form);
      if (error instanceof DomainError || (error as { syscall?: unknown }).syscall) throw error;
      throw new DomainError('MALFORMED_REQUEST', 'The form is broken or was cut off.');
    }
    if (form.answer === '') form.problems.push({ field: 'answer', rule: 'answerNotEmpty' });
    return form;
  }

  async discard({ files }: Pick<ArrivedForm, 'files'>): Promise<void> {
    for (const { file } of files) await this.uploads.discard(file);
  }

  private requireSize(announced: number): void {
    if (announced <= this.maxBytes * MOST_FILES + BESIDE_THE_FILES) return;
    throw new DomainError('EVIDENCE_TOO_LARGE', 'The files are too large together.');
  }

  private async receive(part: MultipartFile, form: Arriving): Promise<void> {
    // The parser leaves the name out where a browser sends an empty one: nothing was chosen.
    const name = (part.filename as string | undefined) ?? '';
    const rule = name === '' ? 'unnamed' : refusalOf(name, form.files.length);
    if (rule !== null) {
      part.file.resume();
      if (rule !== 'unnamed') form.problems.push({ field: 'files', rule, name });
      return;
    }
    const file = await this.uploads.receive(part.file);
    const wrong = part.file.truncated ? 'fileTooLarge' : file.size === 0 ? 'fileNotEmpty' : null;
    if (wrong === null) form.files.push({ file, name });
    else {
      await this.uploads.discard(file);
      form.problems.push({ field: 'files', rule: wrong, name });
    }
  }
}

/** Browsers end lines as the mail of old did. */
function addAnswer(value: unknown, form: Arriving): void {
  const text = typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
  form.answer = text.slice(0, LONGEST_ANSWER);
  if (text.length > LONGEST_ANSWER) form.problems.push({ field: 'answer', rule: 'answerTooLong' });
}

function refusalOf(name: string, files: number): FormProblem['rule'] | null {
  if (files >= MOST_FILES) return 'fewFiles';
  if (refuseFileName(name).length > 0) return 'fileName';
  try {
    typeByName(name);
    return null;
  } catch {
    return 'fileType';
  }
}
