import type { Label, LegalBasis, Prohibition, SubjectCase } from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import { policy } from '../acts/instruments.js';
import { restrictions } from './measure.codes.js';
import { measuresOf, preconditions, type Proposing } from './measure.preconditions.js';
import { measureTypes } from './measure.table.js';
import { violations } from './measure.violations.js';
import type { ProposingRole, Route } from './measure.types.js';

/** States of a complaint in which no authority has taken it up, or does any more. */
const notAccepted = [
  'submitted',
  'supplement',
  'supplementRequired',
  'rejected',
  'notAccepted',
  'lapsed',
  'withdrawn',
];

/** States of a measure in which another one of its type would be the same one twice. */
const underWay = ['proposed', 'approved', 'issued', 'served'];

/** What the law, or a rule of the procedure, has against a measure; empty when nothing. */
export function forbidden(input: Proposing): readonly Prohibition[] {
  const [first] = input.subjects;
  if (!first) return [];
  return [
    ...mixed(input),
    ...wrongTarget(input),
    ...withoutRoute(input),
    ...wrongRestrictions(input),
    ...wrongViolations(input),
    ...twice(input),
  ];
}

/** The route by which a measure is lawful, for one that is not forbidden. */
export function lawfulRoute(input: Proposing): Route {
  const route = routesFor(input).find((each) => missing(each, input) === null);
  if (!route) throw new Error('A measure without a lawful route was let through.');
  return route;
}

function refusal(rule: string, message: Label, basis: LegalBasis): Prohibition {
  return { rule, message, basis };
}

/** Accepted complaints of one kind against one respondent. */
function mixed({ subjects }: Proposing): readonly Prohibition[] {
  const [first] = subjects;
  const rules: readonly [string, boolean, Label][] = [
    [
      'complaint',
      subjects.every(({ kind }) => kind === 'promise' || kind === 'arrears'),
      { zh: '措施只能针对投诉案件。', en: 'A measure is about complaints.' },
    ],
    [
      'sameKind',
      subjects.every(({ kind }) => kind === first?.kind),
      { zh: '合并采取措施的投诉应当属于同一类型。', en: 'The complaints are of one kind.' },
    ],
    [
      'sameRespondent',
      subjects.every((subject) => respondentOf(subject) === respondentOf(first)),
      { zh: '合并采取措施的投诉应当针对同一被投诉人。', en: 'The complaints have one respondent.' },
    ],
    [
      'complaintAccepted',
      subjects.every(({ state }) => !notAccepted.includes(state)),
      { zh: '投诉尚未受理或者已经撤回。', en: 'The complaint is not accepted, or was withdrawn.' },
    ],
  ];
  return rules.flatMap(([rule, holds, message]) => (holds ? [] : [refusal(rule, message, policy)]));
}

/** The organisation, or the name where the directory does not know it. */
function respondentOf(subject: SubjectCase | undefined): string {
  const { type, name } = subject?.filing.respondent ?? {};
  return [type, subject?.respondentOrganisationId ?? name].join(' ');
}

/** Routes against this kind of respondent, about this kind of complaint, whoever proposes. */
function routesAgainst({ filing, subjects }: Proposing): readonly Route[] {
  const [first] = subjects;
  const target = first?.filing.respondent.type as RespondentType;
  return measureTypes[filing.type].routes.filter(
    ({ about, targets }) => about.some((kind) => kind === first?.kind) && targets.includes(target),
  );
}

function routesFor(input: Proposing): readonly Route[] {
  const { role } = input.proposer;
  return routesAgainst(input).filter(({ by }) => by.includes(role as ProposingRole));
}

function wrongTarget(input: Proposing): readonly Prohibition[] {
  if (routesAgainst(input).length > 0) return [];
  const { label, targetBasis } = measureTypes[input.filing.type];
  const message = {
    zh: `${label.zh}不适用于该类投诉或者该类被投诉人。`,
    en: `${label.en} is not for complaints of this kind, or not against respondents of this type.`,
  };
  return [refusal('target', message, targetBasis)];
}

/** The first condition of a route that does not hold; null when all do. */
function missing({ after }: Route, input: Proposing) {
  return after.find((name) => !preconditions[name].holds(input)) ?? null;
}

function withoutRoute(input: Proposing): readonly Prohibition[] {
  const against = routesAgainst(input);
  const routes = routesFor(input);
  const { label, targetBasis } = measureTypes[input.filing.type];
  const [route] = routes;
  if (!route) {
    if (against.length === 0) return [];
    const roles = against.flatMap(({ by }) => by).join(', ');
    const message = {
      zh: `该角色无权提请${label.zh}。`,
      en: `${label.en} is proposed by ${roles}.`,
    };
    return [refusal('role', message, against[0]?.basis ?? targetBasis)];
  }
  if (routes.some((each) => missing(each, input) === null)) return [];
  const rule = missing(route, input) ?? '';
  const condition = preconditions[rule as keyof typeof preconditions].label;
  const message = {
    zh: `${label.zh}的前提是：${condition.zh}。`,
    en: `${label.en} presupposes that ${condition.en}.`,
  };
  return [refusal(rule, message, route.basis)];
}

/** Public bodies and large enterprises have lists of their own. */
function wrongRestrictions({ filing, subjects }: Proposing): readonly Prohibition[] {
  const [first] = subjects;
  const target = first?.filing.respondent.type;
  return (filing.restrictions ?? []).flatMap((code) => {
    const { label, about, targets, basis } = restrictions[code];
    if (about === first?.kind && targets.some((type) => type === target)) return [];
    const message = {
      zh: `“${label.zh}”不适用于该类被投诉人。`,
      en: `The restriction "${label.en}" is not for respondents of this type.`,
    };
    return [refusal('restrictionOfTarget', message, basis)];
  });
}

/** A fact is said of whom the article names, and of what it is about. */
function wrongViolations({ filing, subjects }: Proposing): readonly Prohibition[] {
  const [first] = subjects;
  const target = first?.filing.respondent.type;
  return (filing.violations ?? []).flatMap((code) => {
    const { label, about, targets, basis } = violations[code];
    const fits = about === first?.kind && targets.some((type) => type === target);
    if (fits || measureTypes[filing.type].of === 'authority') return [];
    const message = {
      zh: `“${label.zh}”不适用于该类投诉或者该类被投诉人。`,
      en: `That it "${label.en}" is not said of respondents of this type, or in complaints of this kind.`,
    };
    return [refusal('violationOfTarget', message, basis)];
  });
}

function twice({ filing, subjects }: Proposing): readonly Prohibition[] {
  const same = subjects
    .flatMap(measuresOf)
    .find(({ filing: { type }, state }) => type === filing.type && underWay.includes(state));
  if (!same) return [];
  const message = {
    zh: `同一事项的${measureTypes[filing.type].label.zh}（${same.number}）正在进行。`,
    en: `The same measure is under way already: ${same.number}.`,
  };
  return [refusal('inProgress', message, policy)];
}
