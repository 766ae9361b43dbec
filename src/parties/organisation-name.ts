export const REGION = /^(?:广西壮族自治区|广西自治区|广西省|广西区|广西|自治区)/;

/** A name without spaces and full-width forms; as organisations are stored. */
export function plainName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

/**
 * The ways in which the name of one body is written, the likeliest first. Enterprises write
 * 自治区财政厅, 广西财政厅 or 广西壮族自治区财政厅 for the same body, and 广西南宁市… for a city's. A name
 * without any place may be anybody's, but for a 厅, which regions alone have.
 */
export function spellings(name: string): readonly string[] {
  const plain = plainName(name);
  const bare = plain.replace(REGION, '');
  if (bare === plain && !plain.includes('厅')) return [plain];
  return [...new Set([plain, `广西壮族自治区${bare}`, bare, `广西${bare}`])];
}
