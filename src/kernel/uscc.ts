/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last one a check
 * digit over the first 17 with weights 3^(i-1) mod 31.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Trimmed, half-width and in upper case; what people paste from a licence often is not. */
export function normaliseUscc(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

/** The division of the authority that issued the code; where a licence is old, of former times. */
export function divisionOfUscc(code: string): string {
  return code.slice(2, 8);
}

/** Whether a normalised code has the right shape and check digit. */
export function isUscc(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === ALPHABET[(31 - (sum % 31)) % 31];
}
