import { Injectable } from '@nestjs/common';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { CitedFiles, notUploaded, type FileRoom, type WaitingFile } from '../engine/cited-files.js';
import type { Principal } from '../identity/principal.js';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { Evidence } from './evidence.entity.js';
import { evidenceOf } from './evidence-of.js';
import { EvidenceStore } from './evidence-store.js';
import { FileScanner } from './file-scanner.js';
import type { SentFile } from './form-in-progress.js';
import { WaitingFileRow } from './waiting-file.entity.js';

/** Files of one enterprise that wait: those of a large complaint, and of the next one. */
export const MOST_WAITING = 300;

/** So long a file waits for its complaint. */
export const WAITING_DAYS = 30;

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;

/** The same content under another id: it waits, or stands in a complaint. */
export interface SameFile {
  readonly id: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
}

/** Files that are uploaded before their complaint is filed, and handed over with it. */
@Injectable()
export class WaitingFiles implements FileRoom {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: EvidenceStore,
    private readonly scanner: FileScanner,
    private readonly time: TimeSource,
    cited: CitedFiles,
    loops: Loops,
  ) {
    cited.provide(this);
    const round = () => this.forget();
    loops.add({ name: 'forgetting of unfiled files', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  /**
   * Checked like every file of a case; the content goes into the store first.
   *
   * @throws DomainError EVIDENCE_TYPE_NOT_ALLOWED, EVIDENCE_CONTENT_MISMATCH, EVIDENCE_INFECTED,
   *   EVIDENCE_LIMIT_REACHED, INPUT_INVALID, UNAVAILABLE
   */
  async add(principal: Principal, sent: SentFile): Promise<WaitingFileRow> {
    const at = this.time.now();
    const id = newId(at);
    const file = await evidenceOf(sent, principal, { caseId: id, id, at });
    await this.scanner.scan(sent.file.path);
    const { manager } = this.transactions;
    const enterpriseId = principal.enterpriseId ?? '';
    await requirePlace(manager, enterpriseId);
    await this.store.put(sent.file);
    const { name, type, size, sha256, note } = file;
    const facts = { name, type, size, sha256, note };
    const own = { id, enterpriseId, uploadedBy: principal.accountId };
    const row = { ...own, ...facts, uploadedAt: at, removedAt: null };
    await this.transactions.run(async (tx) => {
      // Of many at once each must see the others.
      await tx.query('SELECT 1 FROM enterprises WHERE id = $1 FOR NO KEY UPDATE', [enterpriseId]);
      await requirePlace(tx, enterpriseId);
      await tx.insert(WaitingFileRow, row);
    });
    return row;
  }

  /** Those of the enterprise, the oldest first. */
  list({ enterpriseId }: Principal): Promise<WaitingFileRow[]> {
    const where = { enterpriseId: enterpriseId ?? '', removedAt: IsNull() };
    return this.transactions.manager.find(WaitingFileRow, { where, order: { id: 'ASC' } });
  }

  /**
   * Its content stays in the store, so its place is not free at once: whoever uploads and removes
   * without end would fill the disk.
   *
   * @throws DomainError NOT_FOUND also for one of another enterprise, and for one that was filed
   */
  async remove({ enterpriseId }: Principal, id: string): Promise<void> {
    const own = { id, enterpriseId: enterpriseId ?? '', removedAt: IsNull() };
    const removed = { removedAt: this.time.now() };
    const { affected } = await this.transactions.manager.update(WaitingFileRow, own, removed);
    if (affected !== 1) throw new DomainError('NOT_FOUND', 'You have no such file.');
  }

  /** Other files of the enterprise with the same content; the first twenty. */
  async sameAs({ id, enterpriseId, sha256 }: WaitingFileRow): Promise<readonly SameFile[]> {
    const { manager } = this.transactions;
    const others = { id: Not(id), enterpriseId, sha256, removedAt: IsNull() };
    const waiting = await manager.find(WaitingFileRow, { where: others, order: { id: 'ASC' } });
    const filed = await manager.query<SameFile[]>(FILED_ALREADY, [sha256, enterpriseId]);
    const told = waiting.map((file) => ({ id: file.id, caseId: null, caseNumber: null }));
    return [...filed, ...told].slice(0, MOST_TOLD);
  }

  async take(
    tx: EntityManager,
    cited: Parameters<FileRoom['take']>[1],
    enterpriseId: string,
  ): Promise<readonly WaitingFile[]> {
    const ids = [...new Set(cited.map(({ id }) => id))];
    const [rows] = await tx.query<[WaitingFile[], number]>(
      `WITH found AS (
         SELECT id FROM waiting_files
          WHERE enterprise_id = $1 AND id = ANY($2) AND removed_at IS NULL ORDER BY id FOR UPDATE)
       DELETE FROM waiting_files f USING found WHERE f.id = found.id
       RETURNING f.id, f.name, f.type, f.size, f.sha256, f.note`,
      [enterpriseId, ids],
    );
    const found = new Set(rows.map(({ id }) => id));
    const missing = cited.filter(({ id }) => !found.has(id));
    if (missing.length > 0) throw notUploaded(missing);
    return rows.toSorted((a, b) => a.id.localeCompare(b.id));
  }

  async keep(
    tx: EntityManager,
    files: readonly WaitingFile[],
    { record, actor, at }: Parameters<FileRoom['keep']>[2],
  ): Promise<void> {
    const rows = files.map((file): Evidence => ({
      ...file,
      caseId: record.id,
      shownToEnterprise: true,
      uploadedBy: actor.accountId,
      uploaderName: actor.name,
      uploaderRole: 'enterprise',
      uploaderUnitId: null,
      uploadedAt: at,
      sealedAt: null,
      sealedBy: null,
      sealedRole: null,
      sealReason: null,
    }));
    await tx.insert(Evidence, rows);
  }

  /** Content that nobody refers to stays in the store, as after a crash. */
  async forget(): Promise<void> {
    const before = new Date(this.time.now().getTime() - WAITING_DAYS * DAY_MS);
    const { manager } = this.transactions;
    await manager.query(
      `WITH old AS (
         SELECT id FROM waiting_files WHERE uploaded_at < $1 ORDER BY id FOR UPDATE SKIP LOCKED)
       DELETE FROM waiting_files f USING old WHERE f.id = old.id`,
      [before],
    );
  }
}

const MOST_TOLD = 20;

const FILED_ALREADY = `
  SELECT e.id, c.id AS "caseId", c.number AS "caseNumber"
    FROM evidence e JOIN cases c ON c.id = e.case_id
   WHERE e.sha256 = $1 AND c.enterprise_id = $2 AND e.uploader_role = 'enterprise'
   ORDER BY e.id LIMIT ${MOST_TOLD}`;

async function requirePlace(tx: EntityManager, enterpriseId: string): Promise<void> {
  if ((await tx.countBy(WaitingFileRow, { enterpriseId })) < MOST_WAITING) return;
  const message = `At most ${MOST_WAITING} files may wait, those of the last ${WAITING_DAYS} days that were removed counted; file a complaint with some.`;
  throw new DomainError('EVIDENCE_LIMIT_REACHED', message, { most: MOST_WAITING });
}
