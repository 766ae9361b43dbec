/** The domain of our address: the part of a Message-ID that makes it ours. */
export function mailDomain(mailFrom: string): string {
  return /@([^@\s>]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
}

/** The address alone, without the name before it. */
export function mailAddress(mailFrom: string): string {
  return /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim();
}

/** The id that stands for a case in `In-Reply-To` and `References`; no mail bears it itself. */
export function threadIdOf(caseId: string, mailFrom: string): string {
  return `<case-${caseId}@${mailDomain(mailFrom)}>`;
}

/** The domain that a letter goes to, in small letters. */
export function domainOf(address: string): string {
  return mailDomain(address).toLowerCase();
}
