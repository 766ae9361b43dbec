import type { Label } from '../../src/definition/index.js';
import { sanctionTypes } from './measure.sanction-types.js';
import type { MeasureName, MeasureType } from './measure.types.js';
import { urgingTypes } from './measure.urging-types.js';

/**
 * The measures (督办、函询、约谈、通报、责令整改、考核扣分、审计移送、年报公示移送、失信记录、公示、限制、
 * 问责移送、信用修复, and the interview of authorities that work badly) as data: guards, form,
 * interface and documentation come from here.
 */
export const measureTypes: Readonly<Record<MeasureName, MeasureType>> = {
  ...urgingTypes,
  ...sanctionTypes,
};

/** For whom the document of a measure is, where that is not the respondent. */
export function addresseeOf(type: MeasureName, target: string): Label | null {
  const { addressee, addresseeOf: special } = measureTypes[type];
  return special?.[target] ?? addressee ?? null;
}
