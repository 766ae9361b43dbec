/** The domain of our address: the part of a Message-ID that makes it ours. */
export function mailDomain(mailFrom: string): string {
  return /@([^@\s>]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
}

/** The id that stands for a case in `In-Reply-To` and `References`; no mail bears it itself. */
export function threadIdOf(caseId: string, mailFrom: string): string {
  return `<case-${caseId}@${mailDomain(mailFrom)}>`;
}
