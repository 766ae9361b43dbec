/**
 * JSON in the one form of RFC 8785: members sorted by name, no spaces. What JSON leaves out is left
 * out here too, so a value and what JSON gives back of it have the same text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return JSON.stringify(value);
  }
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  // Sorted by UTF-16 code units, as the RFC says.
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member === undefined) continue;
    if (text !== '') text += ',';
    text += `${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
