import { tellArrears } from './arrears.js';
import { tellMeasures } from './measures.js';
import { Product } from './product.js';
import { tellPromise } from './promise.js';

/**
 * Drives one case of each kind, and the measures against a respondent, through the interface of a running demonstration and prints what
 * happened: `npm run story`, or `npm run story -- http://localhost:4000` for another address.
 */
const base = process.argv[2] ?? 'http://localhost:3000';

try {
  const product = new Product(base);
  await tellPromise(product);
  await tellArrears(product);
  await tellMeasures(product);
} catch (error) {
  const unreachable = error instanceof TypeError;
  console.error(unreachable ? `Nothing answers at ${base}; run npm start first.` : error);
  process.exitCode = 1;
}
