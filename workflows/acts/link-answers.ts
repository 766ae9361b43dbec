import {
  addressSourceWords,
  defineEvent,
  type CaseEvent,
  type EventDefinition,
  type Label,
  type LegalBasis,
} from '../../src/definition/index.js';
import { chinaDate } from '../../src/kernel/business-date.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { LinkAnswer } from './payloads.js';

/** Said with every answer that came by a link: whoever had the letter could write it. */
const unverified = { zh: '填写人身份未核实', en: "the writer's identity was not verified" };

/** An act that a respondent does by the link of a letter; its entry says what is not known of the writer. */
export function answerEvent({
  label,
  example,
  basis,
}: {
  readonly label: Label;
  readonly example: LinkAnswer;
  readonly basis: LegalBasis;
}): EventDefinition<LinkAnswer> {
  return defineEvent<LinkAnswer>({
    by: ['respondent'],
    label,
    entryLabel: () => ({
      zh: `${label.zh}（${unverified.zh}）`,
      en: `${label.en} (${unverified.en})`,
    }),
    payload: LinkAnswer,
    example,
    shownToEnterprise: ['identityVerified'],
    basis,
    through: 'link',
  });
}

/** What a letter about an answer says of its writer. */
export const writer = {
  variables: ({ payload }: Pick<CaseEvent, 'payload'>): JsonObject => {
    const { sentTo = '', openedAt, answeredAt, confirmation } = payload as LinkAnswer;
    return {
      sentTo,
      foundBy: confirmation ? { ...addressSourceWords[confirmation.foundBy] } : '',
      confirmedBy: confirmation?.confirmedBy ?? '',
      confirmedOn: confirmation?.confirmedOn ?? '',
      openedAt: openedAt === undefined ? '' : chinaMinute(openedAt),
      answeredAt: answeredAt === undefined ? '' : chinaMinute(answeredAt),
    };
  },
  example: {
    sentTo: 'finance@respondent.example',
    foundBy: '官方网站',
    confirmedBy: '南宁市工业和信息化局 经办',
    confirmedOn: '2026-09-14',
    openedAt: '2026-09-18 10:15',
    answeredAt: '2026-09-18 10:40',
  },
} as const;

/** `2026-09-18 10:15`, in China wherever the program runs. */
function chinaMinute(instant: string): string {
  const at = new Date(instant);
  const inChina = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${chinaDate(at)} ${inChina.slice(11, 16)}`;
}
