import type { WorkflowDefinition } from '../src/definition/index.js';
import { arrearsV1 } from './arrears/arrears.workflow.js';
import { measureV1 } from './measure/measure.workflow.js';
import { promiseV1 } from './promise/promise.workflow.js';
import { retaliationV1 } from './retaliation/retaliation.workflow.js';

/**
 * Every workflow and version that a case may live on. A version stays here as long as a case does;
 * new cases take the highest version of their kind.
 */
export const workflows: readonly WorkflowDefinition[] = [
  promiseV1,
  arrearsV1,
  measureV1,
  retaliationV1,
];
