import type { Information, Proposal } from '../../src/definition/index.js';
import type { MeasureContext } from './measure.context.js';
import { preconditions, type Condition } from './measure.preconditions.js';
import { addresseeOf, measureTypes } from './measure.table.js';
import type { MeasureName } from './measure.types.js';

/** Steps of a measure that its complaints learn of. */
export type ReportedStep =
  'proposed' | 'rejected' | 'cancelled' | 'issued' | 'served' | 'complied' | 'refused' | 'lifted';

/** Until it is issued a measure is a matter of the authorities. */
const internal: readonly ReportedStep[] = ['proposed', 'rejected', 'cancelled'];

/** The step in words, of the measure as the sentence's subject. */
function said(
  type: MeasureName,
  target: string,
  step: ReportedStep,
): readonly [zh: string, en: string] {
  const { course } = measureTypes[type];
  const { zh, en } = addresseeOf(type, target) ?? { zh: '被投诉单位', en: 'the respondent' };
  const saying: Readonly<Record<ReportedStep, readonly [zh: string, en: string]>> = {
    proposed: ['已提请', 'it was proposed'],
    rejected: ['未获批准', 'it was not approved'],
    cancelled: ['已撤销', 'it was cancelled'],
    issued: ['已发出', 'it was issued'],
    served: [`已送达${zh}`, `it was served on ${en}`],
    complied:
      course === 'repair'
        ? ['已完成', 'it is done']
        : ['：被投诉单位已履行', 'the respondent complied'],
    refused: ['：被投诉单位拒不履行', 'the respondent refused'],
    lifted: ['已解除', 'it was lifted'],
  };
  return saying[step];
}

/** Word to the complaints: with public words where the enterprise is told. */
export function reportOf({ type, about, target }: MeasureContext, step: ReportedStep): Information {
  const { label, level, toldToEnterprise } = measureTypes[type];
  const [zh, en] = said(type, target, step);
  const isPublic = toldToEnterprise && !internal.includes(step);
  const next = nextOf({ type, about, target });
  const title = { zh: `${label.zh}${zh}`, en: `${label.en}: ${en}` };
  return {
    to: 'subjects',
    event: isPublic ? 'measure.report' : 'measure.note',
    payload: {
      type,
      step,
      label: { ...label },
      title,
      ...(level === undefined ? {} : { level }),
      ...(next === null ? {} : { next: { ...measureTypes[next].label } }),
      ...(isPublic ? { text: { zh: `${title.zh}。`, en: `${title.en}.` } } : {}),
    },
  };
}

type Ladder = Pick<MeasureContext, 'type' | 'about' | 'target'>;

/** The measure that follows when this one is refused; null when the ladder ends here. */
export function nextOf({ type, about, target }: Ladder): MeasureName | null {
  return (
    measureTypes[type].next.find((name) => routesTo(name, { about, target }).length > 0) ?? null
  );
}

function routesTo(name: MeasureName, { about, target }: Omit<Ladder, 'type'>) {
  return measureTypes[name].routes.filter(
    (route) =>
      route.about.includes(about) &&
      route.targets.includes(target) &&
      // What only a proposer knows proposes nothing.
      !route.after.some(
        (name) => (preconditions as Readonly<Record<string, Condition>>)[name]?.said,
      ),
  );
}

/** The next level, proposed for the office of this one where it may, or for one that may. */
export function nextProposal(context: MeasureContext): Proposal | null {
  const name = nextOf(context);
  if (name === null) return null;
  const routes = routesTo(name, context);
  const own = routes.some(({ by }) => by.includes(context.proposedBy));
  const [first] = routes;
  return {
    kind: 'measure',
    behalf: own ? context.proposedBy : (first?.by[0] ?? context.proposedBy),
    filing: {
      type: name,
      facts: context.facts,
      seriousBecause: `${measureTypes[context.type].label.zh}后仍拒不履行。`,
      ...(name === 'disciplineReferral' ? { ground: 'rectificationRefused' } : {}),
    },
  };
}
