import { randomUUID } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { Account } from '../../src/identity/account.entity.js';
import { ApiKey } from '../../src/identity/api-key.entity.js';
import type { KeyScope } from '../../src/definition/index.js';
import { Recomputation } from '../../src/deadlines/recomputation.entity.js';
import { fingerprint } from '../../src/identity/fingerprint.js';
import { Session } from '../../src/identity/session.entity.js';
import { WaitingFileRow } from '../../src/evidence/waiting-file.entity.js';
import { Incident } from '../../src/incidents/incident.entity.js';
import { IssuedDocument } from '../../src/documents/document.entity.js';
import { newReadableCode, newSecret } from '../../src/kernel/ids.js';
import { WebhookEndpoint } from '../../src/notices/webhook-endpoint.entity.js';
import { LetterLink } from '../../src/notices/letter-link.entity.js';
import { Enterprise } from '../../src/parties/enterprise.entity.js';
import { Unit } from '../../src/parties/unit.entity.js';
import { Invitation } from '../../src/staff/invitation.entity.js';
import { Leave } from '../../src/staff/leave.entity.js';

const createdAt = new Date('2026-09-14T02:00:00Z');
const expiresAt = new Date('2099-01-01T00:00:00Z');

/**
 * A session as if the account had signed in, without the work that a password costs.
 *
 * @param authenticatedAt when the password was last proved in it; just now, if not given
 */
export async function newSession(
  manager: EntityManager,
  { id: accountId }: Account,
  authenticatedAt = expiresAt,
): Promise<{ readonly id: string; readonly token: string }> {
  const [id, token] = [randomUUID(), newSecret(32)];
  await manager.insert(Session, {
    id,
    tokenHash: fingerprint(token),
    accountId,
    createdAt,
    expiresAt,
    lastSeenAt: expiresAt,
    authenticatedAt,
    address: '',
    userAgent: '',
  });
  return { id, token };
}

export async function newKey(
  manager: EntityManager,
  { id: accountId }: Account,
  scopes: KeyScope[] = ['file', 'read'],
): Promise<{ readonly id: string; readonly key: string }> {
  const [id, prefix] = [randomUUID(), `qn_${newReadableCode()}`];
  const key = `${prefix}_${newSecret(32)}`;
  await manager.insert(ApiKey, {
    id,
    accountId,
    name: 'ERP',
    prefix,
    keyHash: fingerprint(key),
    scopes,
    createdAt,
    lastUsedAt: null,
    expiresOn: '2098-12-31',
    endedAt: null,
    endedBy: null,
    endReason: null,
    replacedBy: null,
  });
  return { id, key };
}

/** A webhook of an account's enterprise, and an event that it was sent. */
export async function newWebhook(
  manager: EntityManager,
  { id: createdBy, enterpriseId }: Account,
  caseId: string,
): Promise<{ readonly id: string; readonly deliveryId: string }> {
  const [id, deliveryId] = [randomUUID(), randomUUID()];
  const [like] = await manager.find(Account, { where: { role: 'enterprise' }, take: 1 });
  await manager.insert(WebhookEndpoint, {
    id,
    enterpriseId: enterpriseId ?? like?.enterpriseId ?? '',
    url: 'https://erp.example.com/qingnuo',
    types: [],
    secret: `whsec_${newSecret(32)}`,
    status: 'active',
    failures: 0,
    createdAt,
    createdBy,
  });
  await manager.query(
    `INSERT INTO notices (id, case_id, cause, template, party, recipient, recipient_name, language,
       variables, confidential, attachments, message_id, status, queued_at, at_once, release_at,
       attempts, earlier_attempts, sent_at, endpoint_id)
     VALUES ($1, $2, 'event:1', 'webhook/complaint.file', 'webhook', $3, '', 'zh-CN',
       '{"type": "complaint.file"}', FALSE, '[]', $5, 'sent', $4, TRUE, $4, 1, 0, $4, $6)`,
    [deliveryId, caseId, id, createdAt, deliveryId, id],
  );
  return { id, deliveryId };
}

/** A leave of an officer, far ahead, so that nobody stands in for anybody now. */
export async function newLeave(
  manager: EntityManager,
  account: Account,
  deputy: Account,
): Promise<string> {
  const id = randomUUID();
  const [fromOn, untilOn] = ['2030-01-07', '2030-01-11'];
  await manager.insert(Leave, {
    id,
    accountId: account.id,
    deputyId: deputy.id,
    fromOn,
    untilOn,
    createdAt,
    enteredBy: account.id,
    withdrawnAt: null,
    withdrawnBy: null,
  });
  return id;
}

/** The open incident of a file, which a retry finds sound. */
export async function openIncident(
  manager: EntityManager,
  caseId: string,
  evidenceId: string,
): Promise<string> {
  const about = { caseId, kind: 'evidence', subject: evidenceId } as const;
  const open = await manager.findOneBy(Incident, { ...about, resolvedAt: IsNull() });
  if (open) return open.id;
  const id = randomUUID();
  const found = { cause: 'The store was away.', attempts: 1, openedAt: createdAt };
  await manager.insert(Incident, { id, ...about, ...found, resolvedAt: null, resolvedBy: null });
  return id;
}

/** An invitation that waits for a second person. */
export async function newInvitation(
  manager: EntityManager,
  inviter: Account,
  unitId: string,
): Promise<string> {
  const id = randomUUID();
  await manager.insert(Invitation, {
    id,
    email: `${id}@${demoDomain}`,
    name: '新同事',
    role: 'admin',
    unitId,
    language: 'zh-CN',
    invitedBy: inviter.id,
    codeHash: null,
    createdAt,
    expiresAt,
    confirmedAt: null,
    confirmedBy: null,
    usedAt: null,
    accountId: null,
    revokedAt: null,
    revokedBy: null,
  });
  return id;
}

/** An enterprise that somebody has registered. */
export async function newEnterprise(manager: EntityManager): Promise<string> {
  const id = randomUUID();
  const uscc = `9145${id.replaceAll('-', '').slice(0, 14)}`;
  await manager.insert(Enterprise, { id, uscc, name: '示例企业', divisionCode: '450100' });
  return id;
}

/** The demonstration's supervisor sees the whole region; this one sees Nanning and no more. */
export async function employCitySupervisor(manager: EntityManager): Promise<Account> {
  const like = await manager.findOneByOrFail(Account, { email: `supervisor@${demoDomain}` });
  const office = await manager.findOneByOrFail(Unit, { id: like.unitId ?? '' });
  const unit = { ...office, id: randomUUID(), divisionCode: '450100', nameZh: '南宁市督查室' };
  const email = `supervisor.450100@${demoDomain}`;
  const account = { ...like, id: randomUUID(), unitId: unit.id, email };
  await manager.insert(Unit, unit);
  await manager.insert(Account, account);
  return account;
}

/** A document of the case, shown to everybody, with the content of a file that is in the store. */
export async function newDocument(
  manager: EntityManager,
  caseId: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<string> {
  const id = randomUUID();
  await manager.insert(IssuedDocument, {
    caseId,
    id,
    template: 'measure@1/inquiry',
    documentNumber: `某函〔2026〕${id}号`,
    title: '函',
    issuer: '某局',
    issuedOn: '2026-09-14',
    name: '函.docx',
    type: 'application/octet-stream',
    size,
    sha256,
    shownToEnterprise: true,
    createdAt,
  });
  return id;
}

/** A link of the case, as far as it can be revoked. */
export async function newLink(manager: EntityManager, caseId: string): Promise<string> {
  const id = randomUUID();
  await manager.insert(LetterLink, {
    caseId,
    id,
    act: 'nothing.more',
    clock: 'none',
    generation: 1,
    recipient: `somebody@${demoDomain}`,
    madeAt: createdAt,
  });
  return id;
}

/** A recomputation that found nothing to move. */
export async function newRecomputation(manager: EntityManager): Promise<string> {
  const id = randomUUID();
  await manager.insert(Recomputation, {
    id,
    reason: '测试',
    notify: false,
    calendar: '',
    ruleRevision: 1,
    madeBy: null,
    madeAt: createdAt,
    examined: 0,
    moved: 0,
    confirmed: 0,
    finishedAt: createdAt,
    undoOf: null,
  });
  return id;
}

/** A file that an enterprise has uploaded and not filed; nothing of an officer. */
export async function newUpload(
  manager: EntityManager,
  { id: uploadedBy, enterpriseId }: Account,
): Promise<string> {
  const id = randomUUID();
  if (enterpriseId === null) return id;
  const facts = { name: '送货单.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) };
  await manager.insert(WaitingFileRow, {
    ...facts,
    id,
    enterpriseId,
    uploadedBy,
    note: null,
    uploadedAt: createdAt,
    removedAt: null,
  });
  return id;
}
