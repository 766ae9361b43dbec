import { tellArrears } from './arrears.js';
import { tellMeasures } from './measures.js';
import type { Product } from './product.js';
import { tellPromise } from './promise.js';

/** One case of each kind, and the measures against a respondent, from the filing to the end. */
export async function tellAll(product: Product): Promise<void> {
  await tellPromise(product);
  await tellArrears(product);
  await tellMeasures(product);
}
