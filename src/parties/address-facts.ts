import type { EntityManager } from 'typeorm';
import type { AddressFacts } from '../definition/index.js';
import { isFreeMail } from '../kernel/free-mail.js';
import { mailDomainOf, registrableDomain } from '../kernel/mail-domain.js';

interface Known {
  /** Of the addresses that were asked about, in lower case, those of an account. */
  readonly ofAccounts: readonly string[];
  /** Domains of the accounts of the enterprises that filed the cases. */
  readonly ofComplainants: readonly string[];
}

/**
 * Whether an account has the address, in service or not, and whether the complainant's own people
 * have theirs at the same domain.
 */
export async function addressFacts(
  tx: EntityManager,
  emails: readonly string[],
  caseIds: readonly string[],
): Promise<Readonly<Record<string, AddressFacts>>> {
  const [known = { ofAccounts: [], ofComplainants: [] }] = await tx.query<Known[]>(
    `SELECT ARRAY(SELECT lower(email) FROM accounts WHERE lower(email) = ANY ($1)) AS "ofAccounts",
            ARRAY(SELECT DISTINCT lower(split_part(a.email, '@', 2))
                    FROM accounts a JOIN cases c ON c.enterprise_id = a.enterprise_id
                   WHERE c.id = ANY ($2)) AS "ofComplainants"`,
    [emails.map((email) => email.toLowerCase()), caseIds],
  );
  const own = known.ofComplainants.filter((domain) => !isFreeMail(domain)).map(registrableDomain);
  const factsOf = (email: string): AddressFacts => {
    const domain = mailDomainOf(email);
    return {
      isOfAccount: known.ofAccounts.includes(email.toLowerCase()),
      isOfComplainant: own.includes(registrableDomain(domain)),
      isFreeMail: isFreeMail(domain),
    };
  };
  return Object.fromEntries(emails.map((email) => [email, factsOf(email)]));
}
