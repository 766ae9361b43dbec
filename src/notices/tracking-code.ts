import type { RenderedLetter } from './template-library.js';

/** Stands in the place of the tracking code wherever a letter is kept or shown. */
export const maskedCode = '*'.repeat(12);

/** In the link it is short, as in the links of respondents; HTML may write the sign before it as a reference. */
const LINK = /(\/track\/[A-Z0-9-]+\?code(?:=|&#x3D;))\*{3}(?!\*)/g;

/** The link to the tracking page as a letter to the enterprise is written with it. */
export const maskedTrackingLink = (publicUrl: string, caseNumber: string): string =>
  `${publicUrl}/track/${caseNumber}?code=***`;

/**
 * A letter to the enterprise that filed the case, as it leaves: with the tracking code, which lies
 * with the case alone. So nobody who may read letters, the database's dump or an export of them
 * can follow the case in the enterprise's place; and a second try says the same as the first.
 *
 * @param code of the case; null for a letter to anybody else, which leaves as it is written
 */
export function withTrackingCode(letter: RenderedLetter, code: string | null): RenderedLetter {
  if (code === null) return letter;
  const told = (body: string): string =>
    body.replace(LINK, `$1${code}`).replaceAll(maskedCode, code);
  return { ...letter, text: told(letter.text), html: told(letter.html) };
}
