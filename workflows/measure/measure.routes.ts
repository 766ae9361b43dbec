import type { LegalBasis } from '../../src/definition/index.js';
import { respondentTypes } from '../acts/filing.js';
import { law, order802 } from '../acts/instruments.js';
import { publicBodies } from './measure.codes.js';
import type { ProposingRole, Route } from './measure.types.js';

export const unit = ['handler', 'handlerHead'] as const;
export const acceptors = ['acceptor', 'acceptorHead'] as const;
export const all = respondentTypes;
export const audited = [...publicBodies, 'stateOwnedEnterprise'] as const;
export const stateOwned = ['stateOwnedEnterprise'] as const;

/** The body that determines a broken promise: above the respondent, or in charge of the matter. */
export const determiner = ['handlerHead', 'handler'] as const;

export function route(
  by: readonly ProposingRole[],
  about: Route['about'][number],
  basis: LegalBasis,
  { targets = all, after = [] }: Partial<Pick<Route, 'targets' | 'after'>> = {},
): Route {
  return { by, about: [about], targets, after, basis };
}

export const a21 = law(order802, '21');
export const a232 = law(order802, '23(2)');
export const a253 = law(order802, '25(3)');
export const a26 = law(order802, '26');

/** Supervision is mandatory once feedback is missing: no head weighs whether it suits (第二十五条第三款). */
export const ministerial = ['handler', 'handlerHead', 'acceptorHead', 'supervisor'] as const;
