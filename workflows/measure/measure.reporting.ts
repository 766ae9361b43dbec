import type { Information, Proposal } from '../../src/definition/index.js';
import type { MeasureContext } from './measure.context.js';
import { measureTypes } from './measure.table.js';
import type { MeasureName } from './measure.types.js';

/** Steps of a measure that its complaints learn of. */
export type ReportedStep =
  'proposed' | 'rejected' | 'cancelled' | 'issued' | 'served' | 'complied' | 'refused' | 'lifted';

/** Until it is issued a measure is a matter of the authorities. */
const internal: readonly ReportedStep[] = ['proposed', 'rejected', 'cancelled'];

const saying: Readonly<Record<ReportedStep, readonly [zh: string, en: string]>> = {
  proposed: ['提请', 'was proposed'],
  rejected: ['未获批准', 'was not approved'],
  cancelled: ['已撤销', 'was cancelled'],
  issued: ['已发出', 'was issued to the respondent'],
  served: ['已送达被投诉单位', 'was served on the respondent'],
  complied: ['被投诉单位已履行', 'was complied with by the respondent'],
  refused: ['被投诉单位拒不履行', 'was refused by the respondent'],
  lifted: ['已解除', 'was lifted'],
};

/** Word to the complaints: with public words where the enterprise is told. */
export function reportOf({ type, about, target }: MeasureContext, step: ReportedStep): Information {
  const { label, level, toldToEnterprise } = measureTypes[type];
  const [zh, en] = saying[step];
  const isPublic = toldToEnterprise && !internal.includes(step);
  const next = nextOf({ type, about, target });
  return {
    to: 'subjects',
    event: isPublic ? 'measure.report' : 'measure.note',
    payload: {
      type,
      step,
      label: { ...label },
      ...(level === undefined ? {} : { level }),
      ...(next === null ? {} : { next: { ...measureTypes[next].label } }),
      ...(isPublic ? { text: { zh: `${label.zh}${zh}。`, en: `${label.en}: it ${en}.` } } : {}),
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
      // Retaliation is another matter than a measure that was refused.
      !route.after.includes('retaliated'),
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
