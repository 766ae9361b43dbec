import { Product } from './product.js';
import { tellAll } from './tell.js';

/**
 * Drives one case of each kind, and the measures against a respondent, through the interface of a
 * running demonstration and prints what happened: `npm run story`, or
 * `npm run story -- http://localhost:4000` for another address.
 */
const base = process.argv[2] ?? 'http://localhost:3000';

try {
  await tellAll(new Product(base), console.log);
} catch (error) {
  const unreachable = error instanceof TypeError;
  console.error(unreachable ? `Nothing answers at ${base}; run npm start first.` : error);
  process.exitCode = 1;
}
