import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { roles, type KeyScope, type Role } from '../../src/definition/index.js';
import type { Caller, Subject } from '../../src/identity/access-matrix.js';
import { Account } from '../../src/identity/account.entity.js';
import {
  employCitySupervisor,
  newDocument,
  newEnterprise,
  newInvitation,
  newKey,
  newWebhook,
  newLeave,
  newLink,
  newRecomputation,
  newSession,
  newUpload,
  openIncident,
} from './access-rows.js';
import { anArrears, aPromise, changed } from './complaints.js';
import { formOf, handIn } from './evidence.js';
import type { RunningProduct } from './running-product.js';
import { pdf } from './sample-files.js';

/** By what a request names a thing: the parameters of the path, and a query where it has one. */
export interface Address {
  readonly path: Readonly<Record<string, string>>;
  readonly query?: string;
}

/** A thing in the caller's scope, one out of it, and one that there is not. */
export interface Things {
  readonly inside: Address;
  readonly outside: Address;
  readonly absent: Address;
}

/** A case with a file, a document and a link of it. */
interface CaseWithFile {
  readonly id: string;
  readonly kind: string;
  readonly evidenceId: string;
  readonly documentId: string;
  readonly linkId: string;
  readonly number: string;
  readonly code: string;
  /** A measure about it. */
  readonly measureId: string;
}

/** Who stands for a role. */
const names: Readonly<Record<Role, string>> = {
  enterprise: 'enterprise1',
  acceptor: 'acceptor.promise',
  acceptorHead: 'head.promise',
  handler: 'handler.promise.450100',
  handlerHead: 'head.promise.450100',
  supervisor: 'supervisor.450100',
  stateAssets: 'stateassets',
  auditor: 'auditor',
  creditOfficer: 'credit',
  observer: 'observer',
  admin: 'admin',
  securityAuditor: 'securityauditor',
};

const seesEveryCase: readonly Caller[] = ['creditOfficer', 'observer', 'admin'];
const seesTheDebt: readonly Caller[] = ['stateAssets', 'auditor'];

/**
 * What the walk over the interface names in its requests: a promise of a government in Nanning,
 * referred there, and a debt of a state-owned enterprise in Chongzuo, so that each role has one
 * in scope and the other out of it; and for each caller things of their own and of others.
 */
export class AccessThings {
  private constructor(
    private readonly manager: EntityManager,
    private readonly accounts: ReadonlyMap<string, Account>,
    readonly promise: CaseWithFile,
    readonly debt: CaseWithFile,
  ) {}

  static async make(product: RunningProduct, manager: EntityManager): Promise<AccessThings> {
    await employCitySupervisor(manager);
    const accounts = new Map<string, Account>();
    for (const each of await manager.find(Account)) {
      accounts.set(each.email.replace(`@${demoDomain}`, ''), each);
    }
    const respondent = {
      name: '崇左示例集团有限公司',
      type: 'stateOwnedEnterprise',
      divisionCode: '451400',
    };
    const debt = changed(anArrears, 'respondent', respondent);
    const { api } = product;
    const promised = await fileWithEvidence(product, manager, 'enterprise1', aPromise);
    const owed = await fileWithEvidence(product, manager, 'enterprise2', debt);
    const [unitId] = await api.unitIds('promise', '450100');
    await api.act(names.acceptor, promised.id, 'complaint.accept');
    await api.act(names.acceptor, promised.id, 'referral.send', { unitId });
    await api.act('acceptor.arrears', owed.id, 'complaint.accept');
    const notice = { type: 'supervisionNotice', caseIds: [promised.id] };
    const inquiry = { type: 'inquiry', caseIds: [owed.id] };
    return new AccessThings(
      manager,
      accounts,
      { ...promised, measureId: (await api.propose(names.handler, notice)).id },
      { ...owed, measureId: (await api.propose('acceptor.arrears', inquiry)).id },
    );
  }

  /** The header of a new session or a new key; nobody has none. */
  async authorization(caller: Caller): Promise<Readonly<Record<string, string>>> {
    if (caller === 'nobody') return {};
    const scope = /^key:(.*)$/.exec(caller)?.[1] as KeyScope | undefined;
    const account = this.accountOf(caller);
    const bearer = scope
      ? (await newKey(this.manager, account, [scope])).key
      : (await newSession(this.manager, account)).token;
    return { authorization: `Bearer ${bearer}` };
  }

  /** The header of a new key of an account of the demonstration. */
  async keyOf(account: string, scope: KeyScope): Promise<Readonly<Record<string, string>>> {
    const { key } = await newKey(this.manager, this.account(account), [scope]);
    return { authorization: `Bearer ${key}` };
  }

  /** The header of a session in which the password was proved long ago. */
  async staleAuthorization(role: Role): Promise<Readonly<Record<string, string>>> {
    const { token } = await newSession(this.manager, this.accountOf(role), new Date(0));
    return { authorization: `Bearer ${token}` };
  }

  /** The case that is in the caller's scope, and the one that is not, where there is one. */
  cases(caller: Caller): { readonly inside: CaseWithFile; readonly outside: CaseWithFile | null } {
    const { promise, debt } = this;
    if (seesTheDebt.includes(caller)) return { inside: debt, outside: promise };
    return { inside: promise, outside: seesEveryCase.includes(caller) ? null : debt };
  }

  /**
   * What a subject of the matrix is for a caller: a new subject gets its case here. What a request
   * may use up, such as a session, is made anew each time.
   */
  async of(subject: Subject, caller: Caller): Promise<Things> {
    const { manager } = this;
    const own = this.accountOf(caller);
    const foreign = this.account('handler.arrears.451400');
    switch (subject) {
      case 'case': {
        const { inside, outside } = this.cases(caller);
        return things(fileOf(inside), outside && fileOf(outside));
      }
      case 'measure': {
        const { inside, outside } = this.cases(caller);
        return things({ id: inside.measureId }, outside && { id: outside.measureId });
      }
      case 'incident': {
        const { inside, outside } = this.cases(caller);
        const open = (one: CaseWithFile) => openIncident(manager, one.id, one.evidenceId);
        return things({ id: await open(inside) }, outside && { id: await open(outside) });
      }
      case 'session': {
        const other = await newSession(manager, foreign);
        return things({ id: (await newSession(manager, own)).id }, { id: other.id });
      }
      case 'key': {
        const other = await newKey(manager, this.account('enterprise2'));
        return things({ id: (await newKey(manager, own)).id }, { id: other.id });
      }
      case 'upload': {
        const other = await newUpload(manager, this.account('enterprise2'));
        return things({ id: await newUpload(manager, own) }, { id: other });
      }
      case 'webhook': {
        const other = await newWebhook(manager, this.account('enterprise2'), this.debt.id);
        return things(await newWebhook(manager, own, this.promise.id), other);
      }
      case 'leave': {
        const other = await newLeave(manager, foreign, this.account('head.arrears.451400'));
        const mine = await newLeave(manager, own, foreign);
        return things({ id: mine }, caller === 'admin' ? null : { id: other });
      }
      case 'unit': {
        const other = { id: foreign.unitId ?? '' };
        const mine = { id: own.unitId ?? other.id };
        return things(mine, caller === 'admin' ? null : other);
      }
      case 'invitation': {
        // Whoever may confirm one into their own unit has not proposed it.
        const inviter = this.account('admin2');
        const other = await newInvitation(manager, inviter, foreign.unitId ?? '');
        const mine = await newInvitation(manager, inviter, own.unitId ?? foreign.unitId ?? '');
        return things({ id: mine }, caller === 'admin' ? null : { id: other });
      }
      case 'enterprise':
        return things({ id: await newEnterprise(manager) }, null);
      case 'account':
        // Whoever records their own departure is refused, so that nobody leaves.
        return things({ id: own.id }, null);
      case 'policy':
        return things({ policy: 'promise.reply@1' }, null);
      case 'recomputation':
        return things({ id: await newRecomputation(manager) }, null);
      case 'workflow':
        return things({ key: 'promise' }, null);
      case 'trackingCode': {
        const { number, code } = this.promise;
        return {
          inside: { path: { number }, query: `?code=${code}` },
          outside: { path: { number }, query: `?code=${this.debt.code}` },
          absent: { path: { number: 'P-2026-450100-999999' }, query: `?code=${code}` },
        };
      }
    }
  }

  private accountOf(caller: Caller): Account {
    return this.account(names[roles.find((role) => role === caller) ?? 'enterprise']);
  }

  private account(name: string): Account {
    const account = this.accounts.get(name);
    if (!account) throw new Error(`There is no account ${name}.`);
    return account;
  }
}

const fileOf = ({ id, evidenceId, documentId, linkId }: CaseWithFile) => {
  return { id, evidenceId, documentId, linkId };
};

/** Null outside of the scope means that there is nothing: the one that is absent stands in. */
function things(inside: Address['path'], outside: Address['path'] | null): Things {
  const absent = Object.fromEntries(Object.keys(inside).map((name) => [name, randomUUID()]));
  return {
    inside: { path: inside },
    outside: { path: outside ?? absent },
    absent: { path: absent },
  };
}

async function fileWithEvidence(
  { api }: RunningProduct,
  manager: EntityManager,
  as: string,
  complaint: object,
): Promise<Omit<CaseWithFile, 'measureId'>> {
  const { id, kind, number, trackingCode } = await api.file(as, complaint);
  const { body } = await handIn(api, as, id, formOf('会议纪要.pdf', pdf()));
  return {
    id,
    kind,
    number,
    evidenceId: body.id,
    documentId: await newDocument(manager, id, body),
    linkId: await newLink(manager, id),
    code: trackingCode ?? '',
  };
}
