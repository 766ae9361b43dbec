import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CasesService } from '../../src/cases/cases.service.js';
import { Clocks } from '../../src/clocks/clocks.js';
import { loadConfig } from '../../src/config/load-config.js';
import { EngineService } from '../../src/engine/engine.service.js';
import { EventRules } from '../../src/engine/event-rules.js';
import { PartyDirectory } from '../../src/engine/party-directory.js';
import { WorkflowRegistry } from '../../src/engine/workflow-registry.js';
import { EvidenceActs } from '../../src/evidence/evidence-acts.js';
import { EvidenceReading } from '../../src/evidence/evidence-reading.js';
import type { EvidenceStore } from '../../src/evidence/evidence-store.js';
import { EvidenceViews } from '../../src/evidence/evidence-views.js';
import { FileScanner, NoScanner } from '../../src/evidence/file-scanner.js';
import { FolderStore } from '../../src/evidence/folder-store.js';
import type { SentFile } from '../../src/evidence/form-in-progress.js';
import { Uploads } from '../../src/evidence/uploads.js';
import type { Principal } from '../../src/identity/principal.js';
import { Incidents } from '../../src/incidents/incidents.js';
import { accountOf, type EngineUnderTest } from './engine-under-test.js';
import type { TestDatabase } from './test-database.js';

/** The files of cases on a database and a folder of its own, without the interface before them. */
export class FileRoom {
  private constructor(
    readonly dataDir: string,
    private readonly uploads: Uploads,
    readonly acts: EvidenceActs,
    readonly reading: EvidenceReading,
  ) {}

  /** @param storeOf what stands between the room and its folder, where a test needs something */
  static async open(
    database: TestDatabase,
    office: EngineUnderTest,
    storeOf: (folder: FolderStore) => EvidenceStore = (folder) => folder,
    scanner: FileScanner = new NoScanner(),
  ): Promise<FileRoom> {
    const dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-files-'));
    const config = loadConfig({ DATA_DIR: dataDir });
    const { transactions } = database;
    const { time, engine } = office;
    const uploads = new Uploads(config, time);
    const folder = new FolderStore(config.evidence.folder);
    await folder.check();
    await uploads.open();
    const store = storeOf(folder);
    const registry = office.part(WorkflowRegistry);
    const directory = office.part(PartyDirectory);
    // Nothing but whether a case is in scope is asked of it.
    const cases = new CasesService(engine, transactions, office.part(Clocks), {} as never, time);
    const views = new EvidenceViews(directory);
    const incidents = office.part(Incidents);
    const reading = new EvidenceReading(cases, transactions, store, views, incidents, time);
    const acts = new EvidenceActs(
      cases,
      office.part(EngineService),
      office.part(EventRules),
      registry,
      transactions,
      store,
      scanner,
      reading,
      views,
      time,
    );
    return new FileRoom(dataDir, uploads, acts, reading);
  }

  /** A file as the form hands it over. */
  async sent(content: Buffer, name = 'a.pdf'): Promise<SentFile> {
    return { file: await this.uploads.receive(Readable.from([content])), name, fields: {} };
  }

  close(): void {
    rmSync(this.dataDir, { recursive: true });
  }
}

/** Somebody of the demonstration, as a session knows them. */
export function principalOf(name: string): Principal {
  const { id, email, role, language, unitId, enterpriseId, ...rest } = accountOf(name);
  return {
    accountId: id,
    email,
    name: rest.name,
    role,
    language,
    unitId,
    enterpriseId,
    kinds: ['promise', 'arrears'],
    divisionCode: role === 'enterprise' ? null : '450000',
  };
}
