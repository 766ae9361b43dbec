import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Locale } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { inLanguage } from '../notices/letter.js';
import { Outbox, STRANGER } from '../notices/outbox.js';
import { TemplateLibrary, type Lettered } from '../notices/template-library.js';
import type { WriteBatch } from '../store/write-batch.js';

/**
 * What each letter about an account tells, with an example; `secret`: it carries a code; `waits`: it
 * leaves in working hours only; `toStranger`: anybody can have it sent to any address, and nobody
 * with an account misses it.
 */
const letters = {
  confirmRegistration: {
    secret: true,
    toStranger: true,
    example: { uscc: '91450100MA0TEXT013', code: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K', hours: 24 },
  },
  alreadyRegistered: { secret: false, example: {} },
  invitation: {
    secret: true,
    example: {
      name: '经办',
      unit: '南宁市投资促进局',
      role: { zh: '承办单位经办', en: 'Handler' },
      code: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K',
      days: 7,
    },
  },
  invitationProposed: {
    secret: false,
    example: {
      name: '负责人',
      by: '管理员',
      invited: '督查',
      address: 'officer@office.example',
      unit: '南宁市投资促进局',
      role: { zh: '承办单位负责人', en: 'head of the handling unit' },
      days: 7,
    },
  },
  passwordReset: {
    secret: true,
    example: { name: '经办', code: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K', hours: 1 },
  },
  noAccount: { secret: false, toStranger: true, example: {} },
  passwordChanged: {
    secret: false,
    example: {
      name: '经办',
      byReset: false,
      sessionsKept: false,
      endedKeys: [{ name: '财务系统', prefix: 'qn_4KX7MPQ2R9TB' }],
      keptKeys: [{ name: '办公系统', prefix: 'qn_8HV3WDN6J5YC' }],
      at: '2026-09-01 09:30',
    },
  },
  receiptsOfDay: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      date: '2026-09-14',
      count: 3,
      items: [
        { number: 'A-2026-450200-000014', respondent: '柳州市某局' },
        { number: 'A-2026-450200-000015', respondent: '柳州市某局' },
      ],
      more: 1,
    },
  },
  keyMade: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      keyName: '财务系统',
      prefix: 'qn_4KX7MPQ2R9TB',
      id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
      scopes: { zh: '提交投诉（file）', en: 'file complaints (file)' },
      expiresOn: '2027-03-01',
      at: '2026-09-01 09:30',
      address: '203.0.113.7',
    },
  },
  keyRevoked: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      keyName: '财务系统',
      prefix: 'qn_4KX7MPQ2R9TB',
      at: '2026-09-01 09:30',
      address: '203.0.113.7',
    },
  },
  keyRotated: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      keyName: '财务系统',
      oldPrefix: 'qn_4KX7MPQ2R9TB',
      prefix: 'qn_8HV3WDN6J5YC',
      id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
      scopes: { zh: '提交投诉（file）', en: 'file complaints (file)' },
      expiresOn: '2027-09-01',
      oldUntil: '2026-09-08',
      at: '2026-09-01 09:30',
      address: '203.0.113.7',
    },
  },
  webhookMade: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      url: 'https://erp.example.com/qingnuo',
      id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
      at: '2026-09-01 09:30',
      address: '203.0.113.7',
    },
  },
  keyEnds: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      keyName: '财务系统',
      prefix: 'qn_4KX7MPQ2R9TB',
      id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
      scopes: { zh: '提交投诉（file）', en: 'file complaints (file)' },
      expiresOn: '2027-03-01',
    },
  },
  webhookPaused: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      url: 'https://erp.example.com/qingnuo',
      id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
      since: '2026-09-01 09:30',
      cause: 'HTTP 500',
    },
  },
  deputyNamed: {
    secret: false,
    example: { name: '经办', absent: '负责人', fromOn: '2026-09-01', untilOn: '2026-09-11' },
  },
  deputyReleased: {
    secret: false,
    example: { name: '经办', absent: '负责人', fromOn: '2026-09-01', untilOn: '2026-09-11' },
  },
  leaveEntered: {
    secret: false,
    example: {
      name: '经办',
      deputy: '负责人',
      by: '管理员',
      fromOn: '2026-09-01',
      untilOn: '2026-09-11',
    },
  },
  codeTakenBack: {
    secret: false,
    example: {
      name: '南宁示例科技有限公司',
      uscc: '91450100MA0TEXT013',
      reason: '企业法定代表人持营业执照原件到场，声明从未注册本账号。',
    },
  },
  incidentsOpen: {
    secret: false,
    waits: true,
    example: {
      name: '管理员',
      date: '2026-09-18',
      count: 2,
      items: [
        {
          caseNumber: 'P-2026-450100-000001',
          isClock: false,
          isLetter: true,
          isFile: false,
          subject: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
          cause: '550 5.1.1 mailbox unknown',
          attempts: 1,
          openedOn: '2026-09-17',
        },
      ],
      more: 1,
    },
  },
} as const;

/** Every letter has it besides: where the page is that says what to do with a code. */
const LINK = { link: 'https://qingnuo.example/account' };

const KEY = 'accounts';
const VERSION = 1;

export type AccountLetterName = keyof typeof letters;

/** A letter about an account that is owed to one person. */
export interface AccountLetter<Name extends AccountLetterName = AccountLetterName> {
  readonly name: Name;
  /** What happened, with its id: the letter is owed once for it. */
  readonly cause: string;
  readonly to: {
    readonly accountId: string | null;
    readonly email: string;
    readonly name: string;
    readonly language: Locale;
  };
  readonly variables: Readonly<Record<keyof (typeof letters)[Name]['example'], JsonObject[string]>>;
}

/** The letters about accounts cannot be written; the message lists every problem. */
export class LettersInvalid extends Error {
  override readonly name = 'LettersInvalid';

  constructor(readonly problems: readonly string[]) {
    super(['The letters about accounts cannot be written:', ...problems].join('\n  - '));
  }
}

/** Owes letters about accounts by the same outbox as those about cases, in the same transaction. */
@Injectable()
export class AccountLetters implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly templates: TemplateLibrary,
  ) {}

  onModuleInit(): void {
    const problems = this.templates.load([accountLetters]);
    if (problems.length > 0) throw new LettersInvalid(problems);
  }

  put<Name extends AccountLetterName>(
    batch: WriteBatch,
    owed: readonly AccountLetter<Name>[],
    at: Date,
  ): void {
    const orders = owed.map(({ name, cause, to, variables }) => ({
      caseId: null,
      cause,
      template: `${KEY}@${VERSION}/${name}`,
      party: 'toStranger' in letters[name] ? STRANGER : 'account',
      recipient: to.email,
      recipientName: to.name,
      accountId: to.accountId,
      language: to.language,
      variables: inLanguage(
        { ...variables, link: `${this.config.publicUrl}/account` },
        to.language,
      ),
      confidential: letters[name].secret,
      // Whoever asked for a code waits for it, at whatever hour.
      atOnce: !('waits' in letters[name]),
    }));
    this.outbox.put(batch, orders, at);
  }
}

/** What the template library reads and checks at boot. */
export const accountLetters: Lettered = {
  key: KEY,
  version: VERSION,
  templates: [new URL('letters/', import.meta.url)],
  notices: Object.fromEntries(
    Object.entries(letters).map(([name, { example }]) => [
      name,
      { example: { ...example, ...LINK } },
    ]),
  ),
};
