import { Injectable } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import type { FileToKeep } from './evidence-store.js';
import { FormInProgress, type SentFile } from './form-in-progress.js';
import { Uploads } from './uploads.js';

/** One file more than may come, so that the second one is told from a broken request. */
const LIMITS = { files: 2, fields: 10, parts: 20, fieldNameSize: 100, fieldSize: 20_000 };
/** Boundaries, headers and fields beside the file, in bytes. */
const BESIDE_THE_FILE = 256 * 1024;

/** Reads a form with one file (`multipart/form-data`), which goes to the disk as it arrives. */
@Injectable()
export class EvidenceForm {
  private readonly maxBytes: number;

  constructor(
    { evidence }: Config,
    private readonly uploads: Uploads,
  ) {
    this.maxBytes = evidence.maxBytes;
  }

  /**
   * The caller discards the file in the end.
   *
   * @throws DomainError UNSUPPORTED_MEDIA_TYPE (no form), MALFORMED_REQUEST (a broken one),
   *   EVIDENCE_TOO_LARGE, INPUT_INVALID (no file, two, an empty one, its name, the fields)
   */
  async read(request: FastifyRequest): Promise<SentFile> {
    if (!request.isMultipart()) {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data.');
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > this.maxBytes + BESIDE_THE_FILE) throw this.tooLarge();
    const form = new FormInProgress();
    try {
      for await (const part of this.partsOf(request)) {
        if (part.type === 'field') form.addField(part.fieldname, part.value);
        else if (form.expects(part)) form.file = await this.receive(part);
        else part.file.resume();
      }
      return form.finish();
    } catch (error) {
      // What is still on its way is read and thrown away: the client hears the answer after it.
      request.raw.unpipe();
      request.raw.resume();
      if (form.file) await this.uploads.discard(form.file);
      throw refusalOf(error);
    }
  }

  private partsOf(request: FastifyRequest) {
    // A path stays in the name, so that it can be refused; the parser would cut it off.
    return request.parts({
      preservePath: true,
      limits: { ...LIMITS, fileSize: this.maxBytes },
    });
  }

  private async receive({ file }: MultipartFile): Promise<FileToKeep> {
    file.once('limit', () => {
      file.destroy(this.tooLarge());
    });
    return this.uploads.receive(file);
  }

  private tooLarge(): DomainError {
    const { maxBytes } = this;
    const message = `A file may have at most ${maxBytes / 1024 / 1024} MiB.`;
    return new DomainError('EVIDENCE_TOO_LARGE', message, { maxBytes });
  }
}

/** The parser's own refusals in our words; a failure of the disk stays one. */
function refusalOf(error: unknown): unknown {
  if (error instanceof DomainError || error instanceof TypeError) return error;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (syscall !== undefined) return error;
  switch (code) {
    case 'FST_FILES_LIMIT':
      return inputInvalid([{ path: 'file', rule: 'oneFile', message: 'send one file at a time' }]);
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return inputInvalid([{ path: '', rule: 'fewParts', message: 'the form has too many parts' }]);
    default:
      return new DomainError('MALFORMED_REQUEST', 'The form is broken or was cut off.');
  }
}
