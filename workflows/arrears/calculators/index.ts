import { dueDateCalculator } from './due-date.calculator.js';
import { interestCalculator } from './interest.calculator.js';
import { sizeCalculator } from './size.calculator.js';

/** What anyone may work out about a payment to an SME. */
export const arrearsCalculators = [dueDateCalculator, interestCalculator, sizeCalculator] as const;
