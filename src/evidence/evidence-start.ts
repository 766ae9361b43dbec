import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { EvidenceStore } from './evidence-store.js';
import { Uploads } from './uploads.js';

/** Sees to it at the start that files can be taken, rather than when somebody hands one in. */
@Injectable()
export class EvidenceStart implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly store: EvidenceStore,
    private readonly uploads: Uploads,
  ) {}

  /** @throws EvidenceStoreUnusable */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('http')) return;
    await this.store.check();
    await this.uploads.open();
  }
}
