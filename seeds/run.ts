import { claimInstallation } from '../src/store/installation.js';
import type { Transactions } from '../src/store/transactions.js';
import { seedDemoAccounts } from './demo-accounts.js';
import { seedClockPolicies } from './clock-policies.js';
import { seedLpr } from './lpr-base.js';
import { seedReferenceData } from './reference-data.js';

/**
 * Brings the seeded rows up to date; run at every start, harmless when run twice or by several
 * processes at once. Rows of other origin are left alone.
 */
export async function seed(
  transactions: Transactions,
  options: { readonly demo: boolean; readonly at: Date },
): Promise<void> {
  await transactions.run(async (tx) => {
    await claimInstallation(tx, options.demo ? 'demo' : 'production', options.at);
    await seedReferenceData(tx);
    await seedClockPolicies(tx, options.at);
    await seedLpr(tx, options.at);
    if (options.demo) await seedDemoAccounts(tx, options.at);
  });
}
