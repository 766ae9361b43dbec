import type { InputError, UnitFacts } from '../../src/definition/index.js';

/**
 * Why a unit may not be given the case: it is the respondent's, stands below it, or the respondent's
 * name is like its own, and nobody has said why it is another body. By that name people mean the
 * unit's body or one above it, whatever else they write beside it; null: it may.
 *
 * @param notTheRespondent what the officer says to it
 */
export function respondentsOwn(
  unit: UnitFacts,
  notTheRespondent: string | undefined,
): Omit<InputError, 'path'> | null {
  if (unit.belongsToRespondent) {
    return {
      rule: 'unitNotRespondents',
      message: `${unit.name} belongs to the respondent or stands below it; a case never goes to the body complained of.`,
    };
  }
  if (unit.likeRespondent === null || notTheRespondent !== undefined) return null;
  return {
    rule: 'unitLikeRespondent',
    message: `The respondent's name is like ${unit.likeRespondent}, to which ${unit.name} belongs; if it is another body, say why in notTheRespondent.`,
  };
}
