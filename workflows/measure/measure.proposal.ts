import type {
  Filing,
  FilingDefinition,
  InputError,
  SubjectCase,
} from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import { law, order802 } from '../acts/instruments.js';
import { determinationGrounds, severities } from './measure.codes.js';
import { MeasureFiling, type CompleteMeasure } from './measure.filing.js';
import type { Proposing } from './measure.preconditions.js';
import { forbidden, lawfulRoute } from './measure.rules.js';
import { isWithinMost, leastUntil, severityOf } from './measure.severity.js';
import { measureTypes } from './measure.table.js';
import { measureNames, proposers, type MeasureName } from './measure.types.js';
import { usualViolations } from './measure.violations.js';

/** Fields that belong to some types alone, and whether these cannot do without. */
const ownFields: readonly {
  readonly field: keyof MeasureFiling;
  readonly of: readonly MeasureName[];
  readonly required: boolean;
}[] = [
  { field: 'determination', of: ['dishonestyRecord'], required: true },
  { field: 'deduction', of: ['assessmentDeduction'], required: true },
  { field: 'publication', of: ['publication'], required: true },
  { field: 'restrictions', of: ['restriction'], required: true },
  { field: 'ground', of: ['disciplineReferral'], required: true },
  { field: 'correction', of: ['creditRepair'], required: true },
  { field: 'application', of: ['creditRepair'], required: false },
  { field: 'severity', of: ['dishonestyRecord', 'publication'], required: false },
  { field: 'seriousness', of: ['publication', 'circular', 'supervisionNotice'], required: false },
  { field: 'consequences', of: ['disciplineReferral'], required: false },
  { field: 'authority', of: ['authorityInterview', 'disciplineReferral'], required: false },
  { field: 'poorWork', of: ['authorityInterview'], required: false },
  {
    field: 'jointWith',
    of: ['supervisionNotice', 'inquiry', 'interview', 'circular'],
    required: false,
  },
];

function refuse(input: Proposing): readonly InputError[] {
  return [...fieldErrors(input), ...dateErrors(input)];
}

function fieldErrors({ filing }: Proposing): readonly InputError[] {
  return ownFields.flatMap(({ field, of, required }) => {
    const isOwn = of.includes(filing.type);
    const given = filing[field] !== undefined;
    if (given && !isOwn) {
      const message = `${field} belongs to ${of.join(', ')}.`;
      return [{ path: field, rule: 'fieldOfType', message }];
    }
    if (given || !isOwn || !required) return [];
    return [{ path: field, rule: 'isDefined', message: `${field} is required.` }];
  });
}

function dateErrors({ filing, on }: Proposing): readonly InputError[] {
  const { determination, publication, correction, deduction } = filing;
  const errors: InputError[] = [...severityErrors({ filing, on })];
  const check = (holds: boolean, path: string, rule: string, message: string) => {
    if (!holds) errors.push({ path, rule, message });
  };
  if (determination) {
    const past = determination.determinedOn <= on;
    check(past, 'determination.determinedOn', 'notInFuture', 'This cannot lie after today.');
  }
  if (correction) {
    const past = correction.confirmedOn <= on;
    check(past, 'correction.confirmedOn', 'notInFuture', 'This cannot lie after today.');
  }
  if (deduction) {
    const known = deduction.year <= Number(on.slice(0, 4)) + 1;
    check(known, 'deduction.year', 'yearOfAssessment', 'This year is not assessed yet.');
  }
  if (publication) {
    const { from = on, reviewOn, until } = publication;
    check(from >= on, 'publication.from', 'notInPast', 'A publication does not begin in the past.');
    const ordered = from < reviewOn && reviewOn <= until;
    const message = 'The review lies after the first day and not after the last.';
    check(ordered, 'publication.reviewOn', 'datesInOrder', message);
  }
  return errors;
}

/** A publication lasts as long as its class of dishonesty may be public, and never beyond the gravest. */
function severityErrors({
  filing: { publication, severity, application, type },
  on,
}: Pick<Proposing, 'filing' | 'on'>): readonly InputError[] {
  if (application && application.appliedOn > on) {
    const message = 'This cannot lie after today.';
    return [{ path: 'application.appliedOn', rule: 'notInFuture', message }];
  }
  if (type !== 'publication' || !publication) return [];
  const { from = on, until } = publication;
  const named = severity ?? severityOf(publication, on);
  const longEnough = severity === undefined || until >= leastUntil(from, severity);
  if (longEnough && isWithinMost(publication, named, on)) return [];
  const { least, most, en } = severities[named];
  const message = `A dishonesty that is ${en} is public for ${least} to ${most} months (NDRC Order 36), not from ${from} until ${until}.`;
  return [{ path: 'publication.until', rule: 'withinSeverity', message }];
}

/** Facts by their usual codes, where the law asks for facts and nobody has named any. */
function completed({ type, violations }: MeasureFiling, { kind, filing }: SubjectCase) {
  if (violations || (type !== 'rectificationOrder' && type !== 'disciplineReferral')) return {};
  const about = kind as 'promise' | 'arrears';
  const usual = usualViolations(about, filing.respondent.type as RespondentType);
  return usual.length > 0 ? { violations: usual } : {};
}

/** Whom a measure is against: the body complained of, or the authority that it names. */
function against({ type, authority }: MeasureFiling, respondent: Filing['respondent']) {
  if (measureTypes[type].of !== 'authority' || !authority) return respondent;
  const { divisionCode } = respondent;
  return { name: authority.name, type: 'government', divisionCode };
}

export const measureFiling: FilingDefinition<MeasureFiling> = {
  label: { zh: '提请采取措施', en: 'Propose a measure' },
  payload: MeasureFiling,
  basis: law(order802, '21'),
  refuse,
  about: {
    sorts: measureNames.map((type) => ({ type, label: measureTypes[type].label })),
    act: 'measure.propose',
    takenBackAs: 'cancelled',
    by: proposers,
    forbid: forbidden,
    complete: (input) => {
      const { filing, subjects } = input;
      const [first] = subjects;
      if (!first) throw new Error('A measure is about a complaint.');
      const complete: CompleteMeasure = {
        ...filing,
        respondent: against(filing, first.filing.respondent),
        facts: filing.facts ?? subjects.map((each) => each.filing.facts).join('\n\n'),
        request: filing.request ?? measureTypes[filing.type].request.zh,
        cases: subjects.map(({ id, number, enterpriseName }) => ({ id, number, enterpriseName })),
        ...completed(filing, first),
        ...(filing.determination && {
          groundLabel: determinationGrounds[filing.determination.ground],
        }),
      };
      return { filing: complete, basis: lawfulRoute(input).basis };
    },
  },
  example: {
    type: 'supervisionNotice',
    caseIds: ['0190a6e0-0000-7000-8000-0000000c0001'],
    facts: '被投诉人逾期未反馈。',
    request: '请在5个工作日内书面反馈付款安排。',
  },
};
