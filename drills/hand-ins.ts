import { createHash } from 'node:crypto';
import { formOf } from '../test/support/evidence.js';
import { pdf } from '../test/support/sample-files.js';
import { InsistentClients, type Acknowledged } from './insistent-clients.js';

/** This file is kept. */
export interface HandedIn extends Acknowledged {
  /** Of what was sent, whatever the answer says. */
  readonly sha256: string;
}

/** An enterprise that hands in one file after the other, none like another, for cases of its own. */
export class HandIns extends InsistentClients<HandedIn> {
  /** @param size of each file, in bytes */
  constructor(
    bases: readonly string[],
    token: string,
    private readonly cases: readonly string[],
    private readonly size: number,
  ) {
    super(bases, token);
    this.begin(1);
  }

  protected override request(key: string) {
    // A case takes so many files and no more.
    const id = this.cases[this.acknowledged.length % this.cases.length] ?? '';
    return {
      path: `/cases/${id}/evidence`,
      init: { body: formOf(`${key}.pdf`, this.contentOf(key)) },
    };
  }

  protected override taken(answer: Partial<HandedIn>, acknowledged: Omit<Acknowledged, 'id'>) {
    const { id } = answer;
    const sent = createHash('sha256').update(this.contentOf(acknowledged.key)).digest('hex');
    return id === undefined ? null : { ...acknowledged, id, sha256: sent };
  }

  private contentOf(key: string): Buffer {
    return Buffer.concat([pdf(key), Buffer.alloc(this.size, '% more\n')]);
  }
}
