/** The city that a division belongs to, as a code: `450102` → `450100`; the region for itself. */
export function cityOf(divisionCode: string): string {
  return `${divisionCode.slice(0, 4)}00`;
}

/** The region that a division belongs to: `450102` → `450000`. */
export function regionOf(divisionCode: string): string {
  return `${divisionCode.slice(0, 2)}0000`;
}

/** What the codes of a division and all divisions inside it begin with: `450100` → `4501`. */
export function prefixOf(divisionCode: string): string {
  return divisionCode.replace(/(00){1,2}$/, '');
}
