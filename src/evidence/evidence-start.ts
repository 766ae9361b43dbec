import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { StartReport } from '../config/start-report.js';
import { EvidenceStore } from './evidence-store.js';
import { FileScanner } from './file-scanner.js';
import { Uploads } from './uploads.js';

/** Sees to it at the start that files can be taken, rather than when somebody hands one in. */
@Injectable()
export class EvidenceStart implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly store: EvidenceStore,
    private readonly scanner: FileScanner,
    private readonly uploads: Uploads,
    private readonly report: StartReport,
  ) {}

  /** @throws EvidenceStoreUnusable, FileScannerUnusable */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('http')) return;
    await this.store.check();
    await this.scanner.check();
    await this.uploads.open();
    if (this.config.evidence.scanner === null) {
      this.report.add('Files are taken without a look for viruses: EVIDENCE_SCANNER is not set.');
    }
  }
}
