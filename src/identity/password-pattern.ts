/** Lines along which fingers run. */
const LINES = [
  'qwertyuiop',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1234567890',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
].flatMap((line) => [line, [...line].reverse().join('')]);

const SHORTEST_RUN = 3;

/** So many runs and single characters are too few to be hard to guess. */
const FEW_PARTS = 5;

const FEW_CHARACTERS = 4;
const SHORT_PATTERN = 8;

/** Whether it is few characters, or a short pattern, again and again. */
export function isRepetition(plain: string): boolean {
  const period = periodOf(plain);
  return (
    new Set(plain).size < FEW_CHARACTERS || (period < SHORT_PATTERN && 2 * period <= plain.length)
  );
}

/** What a text repeats from its beginning to its end, if it does so twice; else the whole. */
export function patternOf(plain: string): string {
  const period = periodOf(plain);
  return 2 * period <= plain.length ? plain.slice(0, period) : plain;
}

/** Whether it is little more than runs of the alphabet, of digits, or along the keyboard. */
export function isRuns(plain: string): boolean {
  const text = [...plain];
  let parts = 0;
  for (let at = 0; at < text.length && parts < FEW_PARTS; parts += 1) {
    at += runAt(text, at);
  }
  return parts < FEW_PARTS;
}

/** The length of the run that begins here; 1 when there is none. */
function runAt(text: readonly string[], from: number): number {
  let longest = 1;
  for (let to = from + SHORTEST_RUN; to <= text.length; to += 1) {
    const slice = text.slice(from, to);
    if (!isSteady(slice) && !LINES.some((line) => line.includes(slice.join('')))) break;
    longest = slice.length;
  }
  return longest;
}

/** Each character is the one after, or the one before, or the same as the last. */
function isSteady(text: readonly string[]): boolean {
  const codes = text.map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  if (Math.abs(step) > 1) return false;
  return codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step);
}

/** The shortest period of a text, in characters of UTF-16 (Knuth, Morris and Pratt). */
function periodOf(text: string): number {
  const borders = [0];
  let border = 0;
  for (let at = 1; at < text.length; at += 1) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border += 1;
    borders.push(border);
  }
  return text.length - border;
}
