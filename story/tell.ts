import { tellArrears } from './arrears.js';
import { tellDebts } from './debts.js';
import { tellMeasures } from './measures.js';
import type { Product } from './product.js';
import { tellPromise } from './promise.js';
import type { Print } from './teller.js';
import { tellUnserved } from './unserved.js';

type Story = (product: Product, print: Print) => Promise<void>;

/**
 * One case of each kind, and the measures against a respondent, from the filing to the end; what is
 * peculiar about debts; a letter that does not arrive.
 */
export const stories: readonly Story[] = [
  tellPromise,
  tellArrears,
  tellMeasures,
  tellDebts,
  tellUnserved,
];

export async function tellAll(product: Product, print: Print): Promise<void> {
  for (const tell of stories) await tell(product, print);
}
