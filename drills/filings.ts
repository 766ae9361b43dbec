import { anotherMatter, aPromise } from '../test/support/complaints.js';
import { InsistentClients, type Acknowledged } from './insistent-clients.js';

/** This complaint is filed. */
export interface Filed extends Acknowledged {
  /** Of the case, for people. */
  readonly number: string;
}

/** Enterprises that file complaints. */
export class Filings extends InsistentClients<Filed> {
  constructor(bases: readonly string[], token: string, clients: number) {
    super(bases, token);
    this.begin(clients);
  }

  /** Its key stands in its text, so that one which is there twice can be found in the database. */
  protected override request(key: string) {
    const body = JSON.stringify({
      ...anotherMatter(aPromise),
      facts: `${aPromise.facts}（${key}）`,
    });
    return { path: '/complaints', init: { body, headers: { 'content-type': 'application/json' } } };
  }

  protected override taken(answer: Partial<Filed>, acknowledged: Omit<Acknowledged, 'id'>) {
    const { id, number } = answer;
    return id === undefined || number === undefined ? null : { ...acknowledged, id, number };
  }
}
