import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import { fingerprint } from '../identity/fingerprint.js';
import { MailThrottle } from '../identity/mail-throttle.js';
import { codeRefused, newCode, openRow, type OneTimeCode } from '../identity/one-time-code.js';
import { requirePassword } from '../identity/password-rule.js';
import { hashPassword } from '../identity/password.js';
import type { AccountRow } from '../identity/principals.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { divisionOfUscc } from '../kernel/uscc.js';
import { cityOf } from '../parties/division-code.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Registration } from './registration.entity.js';

/** How long the code in the letter works. */
const HOURS = 24;

export interface RegistrationRequest {
  readonly uscc: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language?: Locale;
  readonly divisionCode?: string;
  readonly contactPerson?: string;
  readonly contactPhone?: string;
  readonly legalRepresentative?: string;
}

/** Enterprises that come in by themselves: asked for, confirmed by mail, then an account. */
@Injectable()
export class Registrations {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly letters: AccountLetters,
    private readonly mails: MailThrottle,
  ) {}

  /**
   * Sends the code to the mailbox. One whose address has an account gets a letter that says so
   * instead: the same answer after the same work, so nobody learns who has an account.
   *
   * @throws DomainError USCC_REGISTERED, INPUT_INVALID, TOO_MANY_REQUESTS
   */
  async ask(request: RegistrationRequest, address: string): Promise<void> {
    const email = request.email.toLowerCase();
    const { uscc, name, password, language = 'zh-CN' } = request;
    requirePassword(password, [email, name, uscc]);
    const divisionCode = await this.seatOfFree(request);
    const allowed = await this.mails.allows('registration', email, address);
    const passwordHash = await hashPassword(password);
    const now = this.time.now();
    const code = newCode();
    const registration: Registration = {
      id: newId(now),
      uscc,
      name,
      divisionCode,
      contactPerson: request.contactPerson ?? null,
      contactPhone: request.contactPhone ?? null,
      legalRepresentative: request.legalRepresentative ?? null,
      email,
      passwordHash,
      language,
      codeHash: code.hash,
      createdAt: now,
      expiresAt: new Date(now.getTime() + HOURS * 3_600_000),
      usedAt: null,
    };
    await this.transactions.run(async (tx) => {
      const batch = new WriteBatch(tx);
      const letter = await this.letterFor(tx, registration, code);
      // Written for an address with an account, too; nobody is ever told the code of that row.
      batch.insert(Registration, [registration]);
      this.letters.put(batch, allowed ? [letter] : [], this.caseTime.now());
      await batch.send();
    });
  }

  /**
   * Opens the account. Of several registrations of one enterprise, or with one address, the first
   * to come here wins; the row of the enterprise decides, so that two at once are no two.
   *
   * @throws DomainError CODE_REFUSED, USCC_REGISTERED
   */
  async confirm(code: string): Promise<AccountRow> {
    const codeHash = fingerprint(code);
    return this.transactions.run(async (tx) => {
      const rows = await selectRows(tx, Registration, 'WHERE code_hash = $1 FOR UPDATE', [
        codeHash,
      ]);
      const now = this.time.now();
      const registration = openRow(rows[0], now);
      const { uscc, name, divisionCode, email, passwordHash, language } = registration;
      const enterpriseId = newId(now);
      const enterprises = await tx.query<unknown[]>(
        `INSERT INTO enterprises (id, uscc, name, division_code, contact_person, contact_phone,
                                  legal_representative)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (uscc) WHERE taken_back_at IS NULL DO NOTHING RETURNING id`,
        [
          enterpriseId,
          ...[uscc, name, divisionCode],
          ...[registration.contactPerson, registration.contactPhone],
          registration.legalRepresentative,
        ],
      );
      if (enterprises.length === 0) throw registered();
      const accountId = newId(now);
      const accounts = await tx.query<unknown[]>(
        `INSERT INTO accounts (id, email, password_hash, name, role, language, unit_id,
                               enterprise_id, status, created_at)
         VALUES ($1, $2, $3, $4, 'enterprise', $5, NULL, $6, 'active', $7)
         ON CONFLICT (email) DO NOTHING RETURNING id`,
        [accountId, email, passwordHash, name, language, enterpriseId, now],
      );
      if (accounts.length === 0) throw codeRefused('accountExists');
      await tx.update(Registration, { id: registration.id }, { usedAt: now });
      return { accountId, email, name, role: 'enterprise', language, enterpriseId, unitId: null };
    });
  }

  /**
   * The seat of an enterprise that is not registered yet; null outside Guangxi. (A registered
   * enterprise is public knowledge; whether an address has an account is not.)
   */
  private async seatOfFree({ uscc, divisionCode }: RegistrationRequest): Promise<string | null> {
    const issued = divisionOfUscc(uscc);
    const places = divisionCode === undefined ? [issued, cityOf(issued)] : [divisionCode];
    const [row] = await this.transactions.manager.query<{ taken: boolean; seat: string | null }[]>(
      `SELECT EXISTS (SELECT 1 FROM enterprises WHERE uscc = $1 AND taken_back_at IS NULL)
                AS taken,
              (SELECT code FROM divisions WHERE code = ANY($2::text[])
                ORDER BY array_position($2::text[], code::text) LIMIT 1) AS seat`,
      [uscc, places],
    );
    const seat = row?.seat ?? null;
    if (divisionCode !== undefined && seat === null) {
      const message = 'divisionCode must be the code of a division of Guangxi';
      throw inputInvalid([{ path: 'divisionCode', rule: 'isKnownDivision', message }]);
    }
    if (row?.taken === true) throw registered();
    return seat;
  }

  private async letterFor(
    tx: EntityManager,
    { id, uscc, email, language }: Registration,
    { code }: OneTimeCode,
  ) {
    const [account] = await tx.query<{ id: string; name: string; language: Locale }[]>(
      'SELECT id, name, language FROM accounts WHERE email = $1',
      [email],
    );
    const cause = `registration:${id}`;
    return account
      ? ({
          name: 'alreadyRegistered',
          cause,
          to: { accountId: account.id, email, name: account.name, language: account.language },
          variables: {},
        } as const)
      : ({
          name: 'confirmRegistration',
          cause,
          // Not the name, which anybody may have made up: the address is not confirmed yet.
          to: { accountId: null, email, name: email, language },
          variables: { uscc, code, hours: HOURS },
        } as const);
  }
}

function registered(): DomainError {
  const message =
    'The enterprise with this unified social credit code is registered already. If that was not you, show your licence to an accepting office: it takes the code back.';
  return new DomainError('USCC_REGISTERED', message);
}
