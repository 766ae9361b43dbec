import type { Label, Opening, RelatedCase, SubjectCase } from '../../src/definition/index.js';
import type { PromiseContext } from '../promise/promise.context.js';
import { neverExcuses } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import type { CompleteMeasure, MeasureFiling } from './measure.filing.js';
import type { MeasureName } from './measure.types.js';

export type Proposing = Opening<MeasureFiling>;

/** Something that must have happened before a measure may be proposed. */
interface Condition {
  readonly label: Label;
  readonly holds: (input: Proposing) => boolean;
}

/** An earlier measure as the rules look at it. */
export interface EarlierMeasure extends RelatedCase {
  readonly filing: CompleteMeasure;
  readonly context: MeasureContext;
}

/** The measures about a complaint so far. */
export function measuresOf({ about }: SubjectCase): readonly EarlierMeasure[] {
  const measures: readonly unknown[] = about.filter(({ kind }) => kind === 'measure');
  return measures as readonly EarlierMeasure[];
}

/** Whether each of the complaints has such a measure behind it. */
const eachHas =
  (isSuch: (measure: EarlierMeasure) => boolean) =>
  ({ subjects }: Proposing): boolean =>
    subjects.every((subject) => measuresOf(subject).some(isSuch));

const isRefused =
  (...names: readonly MeasureName[]) =>
  ({ filing, state }: EarlierMeasure): boolean =>
    state === 'refused' && names.includes(filing.type);

/** In force about exactly the same complaints: what follows from a record follows it whole. */
const inForce =
  (name: MeasureName) =>
  ({ subjects }: Proposing): boolean => {
    const ids = subjects.map(({ id }) => id);
    const [first] = subjects;
    return (
      first !== undefined &&
      measuresOf(first).some(
        ({ filing: { type, caseIds }, state }) =>
          type === name &&
          state === 'served' &&
          caseIds.length === ids.length &&
          ids.every((id) => caseIds.includes(id)),
      )
    );
  };

const orderRefused = eachHas(isRefused('rectificationOrder'));

/**
 * A promise has a rectification of its own, ordered by the supervising authority; it counts against
 * the respondent when the order was served on it before its last day.
 */
const rectificationOverdue = ({ subjects }: Proposing): boolean =>
  subjects.every(({ context }) => {
    const { overdue = [], rectification } = context as Partial<PromiseContext>;
    const served = rectification?.service?.on;
    const inTime = served !== undefined && served < (rectification?.dueOn ?? '');
    return inTime && overdue.includes('rectification');
  });

export const preconditions = {
  withUnit: {
    label: {
      zh: '投诉已由承办单位办理，且提请单位为牵头承办单位',
      en: 'the complaint is with the unit that proposes it, in the lead',
    },
    holds: ({ subjects, proposer }) =>
      subjects.every(({ unitId }) => unitId !== null && unitId === proposer.unitId),
  },
  supervisionRefused: {
    label: {
      zh: '督办书已发出，被投诉人仍拒不配合（中小企业主管部门可依第二十三条第二款径行约谈）',
      en: 'a supervision notice was refused before (the SME department alone needs none, Article 23(2))',
    },
    holds: eachHas(isRefused('supervisionNotice')),
  },
  refusedBefore: {
    label: {
      zh: '督办书或者约谈之后仍拒不配合',
      en: 'a supervision notice or an interview was refused before',
    },
    holds: eachHas(isRefused('supervisionNotice', 'interview')),
  },
  interviewed: {
    label: { zh: '已经约谈', en: 'there was an interview before' },
    holds: eachHas(
      ({ filing: { type }, context: { interview } }) =>
        type === 'interview' && (interview?.attendance.length ?? 0) > 0,
    ),
  },
  serious: {
    label: { zh: '情节严重，并写明事实', en: 'the case is serious, and it is said why' },
    holds: ({ filing }) => filing.seriousBecause !== undefined,
  },
  rectificationRefused: {
    label: {
      zh: '责令改正（整改）后拒不改正或者逾期未改正',
      en: 'an order to put it right was refused or is overdue',
    },
    holds: (input) => orderRefused(input) || rectificationOverdue(input),
  },
  determined: {
    label: { zh: '已依法认定失信', en: 'dishonesty was determined by law' },
    holds: ({ filing }) => filing.determination !== undefined,
  },
  /** Institutional or personnel change is never an excuse; everything else is given a chance first. */
  unkept: {
    label: {
      zh: '拒不整改，或者以机构调整、人员变动为由不履约',
      en: 'it was not put right on demand, or an institutional or personnel change was pleaded',
    },
    holds: (input) =>
      neverExcuses.some((ground) => ground === input.filing.determination?.ground) ||
      orderRefused(input) ||
      rectificationOverdue(input) ||
      eachHas(isRefused('supervisionNotice', 'interview'))(input),
  },
  recorded: {
    label: {
      zh: '同一事项已有生效的失信认定',
      en: 'the same matter has a dishonesty record in force',
    },
    holds: inForce('dishonestyRecord'),
  },
  published: {
    label: { zh: '同一失信认定已经公示', en: 'the same record is published' },
    holds: inForce('publication'),
  },
  corrected: {
    label: {
      zh: '认定部门已确认整改到位',
      en: 'the determining authority has confirmed the correction',
    },
    holds: ({ filing }) => filing.correction !== undefined,
  },
  retaliated: {
    label: { zh: '有打击报复行为', en: 'there was retaliation' },
    holds: ({ filing }) => filing.ground === 'retaliation',
  },
} as const satisfies Readonly<Record<string, Condition>>;

export type Precondition = keyof typeof preconditions;
