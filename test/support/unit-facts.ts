import type { UnitFacts } from '../../src/definition/index.js';

/** A staffed unit at the place of both parties that is nothing to the respondent; and what differs. */
export function unitFacts(own: Partial<UnitFacts> = {}): UnitFacts {
  return {
    id: 'unit',
    name: '某市某局',
    handles: ['promise'],
    belongsToRespondent: false,
    likeRespondent: null,
    isStaffed: true,
    isAtEnterprise: true,
    standsInAtEnterprise: false,
    isAtRespondent: true,
    isAboveRespondent: false,
    capacities: [],
    ...own,
  };
}
