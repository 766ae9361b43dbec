import {
  Asks,
  IsName,
  IsText,
  defineEvent,
  type CaseEvent,
  type NoticeDefinition,
} from '../../src/definition/index.js';
import { toFen } from '../../src/kernel/money.js';
import { policy } from '../acts/instruments.js';
import { undisputedOpen } from './arrears.closing.js';
import { guidableResults } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';

/** What stays disputed, and which court or arbitration commission decides it (引导诉讼、仲裁). */
export class DisputeGuidance {
  /** What the parties do not agree on, and what each says. */
  @Asks('争议内容', 'What is disputed')
  @IsText(5_000)
  readonly disputed!: string;

  /** By the contract, or by law where the contract names none. */
  @Asks('管辖法院或者仲裁机构', 'Court or arbitration body')
  @IsName(200)
  readonly forum!: string;
}

/**
 * The end of a debt that the parties go on disputing. Article 25(2) ends the handling with a result
 * in writing, and says nothing of a dispute that only a court can decide: policy, see
 * docs/readings.md. It is open once nothing of the undisputed part is unpaid (Article 15).
 */
export const guidanceEvents = {
  'dispute.guide': defineEvent<DisputeGuidance, ArrearsContext>({
    by: ['handler', 'handlerHead'],
    label: { zh: '书面引导诉讼、仲裁', en: 'Show the way to court or arbitration' },
    payload: DisputeGuidance,
    example: {
      disputed: '质量扣款200,000.00元：被投诉人主张设备不合格，企业主张已验收合格。',
      forum: '合同约定的某仲裁委员会',
    },
    shownToEnterprise: ['disputed', 'forum'],
    basis: policy,
  }),
};

interface Asked {
  readonly context: ArrearsContext;
  readonly event: CaseEvent;
}

export const guidanceGuards = {
  /** Disputed, wholly or in part, and nothing of what is undisputed is left. */
  mayGuide: ({ context, event }: Asked): boolean =>
    guidableResults.some((code) => code === context.resultCode) &&
    undisputedOpen(context, event.on) === 0,
};

const words = {
  variables: ({ context: { amounts }, event }) => {
    const { disputed, forum } = event.payload as DisputeGuidance;
    // Of a debt that is disputed as a whole nothing was paid.
    const whollyDisputed = toFen(amounts?.undisputed ?? '0.00') === 0;
    return { disputed, forum, amount: amounts?.disputed ?? '', whollyDisputed };
  },
  example: {
    disputed: '质量扣款200,000.00元。',
    forum: '某仲裁委员会',
    amount: '200000.00',
    whollyDisputed: false,
  },
} as const satisfies Pick<NoticeDefinition<ArrearsContext>, 'variables' | 'example'>;

export const guidanceNotices = {
  guided: { to: 'enterprise', terms: ['limitation'], ...words },
  guidedToAcceptor: { to: 'acceptor', about: 'closing', ...words },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;
