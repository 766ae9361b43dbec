import type { Label, NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import { says } from '../acts/notices.js';
import type { ArrearsContext } from './arrears.context.js';
import type { SizeDecision, SizeDispute, SizeParty } from './arrears.size.js';
import { partyInDoubt, questionsOf, sizeParties } from './arrears.size.js';
import type { Size } from './size.js';

const sizeLabels: Readonly<Record<Size, Label>> = {
  large: { zh: '大型企业', en: 'a large enterprise' },
  medium: { zh: '中型企业', en: 'a medium enterprise' },
  small: { zh: '小型企业', en: 'a small enterprise' },
  micro: { zh: '微型企业', en: 'a micro enterprise' },
};

const partyLabels: Readonly<Record<SizeParty, Label>> = {
  complainant: { zh: '投诉人', en: 'the complainant' },
  respondent: { zh: '被投诉人', en: 'the respondent' },
};

/** What follows for the complaint (第三条、第二十九条). */
const consequences: Readonly<Record<'continues' | 'notSme' | 'notLarge', Label>> = {
  continues: { zh: '投诉继续办理', en: 'The complaint goes on' },
  notSme: {
    zh: '投诉人合同订立时不属于中小企业，本条例的投诉程序不适用：尚未受理的不予受理，已经受理的终止办理，并告知其他渠道',
    en: 'The complainant was no SME when the contract was made, so this procedure does not cover it: the complaint is not accepted, or ended, and other channels are named',
  },
  notLarge: {
    zh: '被投诉人合同订立时不属于大型企业，本条例的投诉程序不适用：尚未受理的不予受理，已经受理的终止办理，并告知其他渠道',
    en: 'The respondent was no large enterprise when the contract was made, so this procedure does not cover it: the complaint is not accepted, or ended, and other channels are named',
  },
};

type Input = NoticeInput<ArrearsContext>;

const reason = says({ reason: '从业人员是否超过1000人。' });

const partyOf = ({ context, event }: Input): SizeParty =>
  (event.payload as SizeDispute).party ?? partyInDoubt(context) ?? 'complainant';

const asking = {
  variables: (input) => {
    const party = partyOf(input);
    return {
      ...reason.variables?.(input),
      partyLabel: { ...partyLabels[party] },
      isRespondent: party === 'respondent',
    };
  },
  example: { ...reason.example, partyLabel: '投诉人', isRespondent: false },
} as const satisfies Pick<NoticeDefinition<ArrearsContext>, 'variables' | 'example'>;

/** The question that this step has answered. */
function answeredParty({ context, event }: Input): SizeParty {
  const { size } = event.payload as SizeDecision;
  const questions = questionsOf(context);
  const fits = sizeParties.filter((party) => questions[party]?.decided === size);
  return fits.find((party) => questions[party]?.unitId === event.actor.unitId) ?? 'complainant';
}

const answering = {
  variables: (input) => {
    const { size, reason: why } = input.event.payload as SizeDecision;
    const party = answeredParty(input);
    const against =
      party === 'complainant' ? size === 'large' && 'notSme' : size !== 'large' && 'notLarge';
    return {
      reason: why,
      partyLabel: { ...partyLabels[party] },
      sizeLabel: { ...sizeLabels[size] },
      consequence: { ...consequences[against || 'continues'] },
    };
  },
  example: {
    reason: '依据统计数据。',
    partyLabel: '投诉人',
    sizeLabel: '中型企业',
    consequence: '投诉继续办理',
  },
} as const satisfies Pick<NoticeDefinition<ArrearsContext>, 'variables' | 'example'>;

/** Letters of a doubt about size; `…Later` are those of one that comes up after the acceptance. */
export const sizeNotices = {
  sizeDisputed: { to: 'coHandler', about: 'sizeOpinion', ...asking },
  sizeDisputedToEnterprise: { to: 'enterprise', about: 'sizeOpinion', ...asking },
  sizeDisputedLater: { to: 'coHandler', about: 'sizeDetermination', bySubject: true, ...asking },
  sizeDisputedLaterToEnterprise: { to: 'enterprise', about: 'sizeDetermination', ...asking },
  /** Once somebody handles the case, who can find out where the respondent is written to. */
  sizeDisputedToRespondent: { to: 'respondent', bySubject: true, ...asking },
  sizeDecided: { to: 'enterprise', ...answering },
  sizeDecidedToAcceptor: { to: 'acceptor', ...answering },
  sizeDecidedToHandler: { to: 'handler', ...answering },
  sizeDecidedToRespondent: { to: 'respondent', bySubject: true, ...answering },
  /** By the figures of the filing; it is determined before the complaint is accepted. */
  sizeDoubtToAcceptor: {
    to: 'acceptor',
    about: 'review',
    when: ({ context }) => context.respondentSizeDoubted === true,
  },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;
