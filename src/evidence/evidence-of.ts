import type { Actor } from '../definition/index.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import type { Evidence } from './evidence.entity.js';
import { contentOf } from './file-content.js';
import { faultNotAllowed, isFault, typeByName } from './file-types.js';
import type { SentFile } from './form-in-progress.js';

/** Who hands a file in; the product itself hands in none. */
export type Uploader = Pick<Actor, 'accountId' | 'name' | 'unitId'> & {
  readonly role: Evidence['uploaderRole'];
};

interface Place {
  readonly caseId: string;
  readonly id: string;
  readonly at: Date;
}

/**
 * The row of a file that was sent, once its content is found to be what its name says.
 *
 * @throws DomainError EVIDENCE_TYPE_NOT_ALLOWED (also for what runs or leads elsewhere), EVIDENCE_CONTENT_MISMATCH,
 *   INPUT_INVALID
 */
export async function evidenceOf(
  { file: { path, size, sha256 }, name, fields }: SentFile,
  { accountId, role, name: uploaderName, unitId }: Uploader,
  { caseId, id, at }: Place,
): Promise<Evidence> {
  const type = typeByName(name);
  const content = await contentOf(path);
  if (isFault(content)) throw faultNotAllowed(content);
  if (content !== type.content) throw mismatch(content);
  return {
    caseId,
    id,
    name,
    type: type.mediaType,
    size,
    sha256,
    note: fields.note ?? null,
    shownToEnterprise: isShown(role === 'enterprise', fields.shownToEnterprise),
    uploadedBy: accountId,
    uploaderName,
    uploaderRole: role,
    uploaderUnitId: unitId,
    uploadedAt: at,
    sealedAt: null,
    sealedBy: null,
    sealedRole: null,
    sealReason: null,
  };
}

function isShown(ofEnterprise: boolean, asked: 'true' | 'false' | undefined): boolean {
  if (ofEnterprise && asked === 'false') {
    const message = 'an enterprise always sees what it hands in';
    throw inputInvalid([{ path: 'shownToEnterprise', rule: 'ownFileIsShown', message }]);
  }
  return ofEnterprise || asked === 'true';
}

function mismatch(content: string | null): DomainError {
  const message = `the content does not fit the name: it is ${content ?? 'something else'}`;
  return new DomainError('EVIDENCE_CONTENT_MISMATCH', `file: ${message}.`, {
    errors: [{ path: 'file', rule: 'contentMatchesName', message }],
  });
}
