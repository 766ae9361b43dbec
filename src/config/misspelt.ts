/** Names that begin so are ours; one that is not known is a slip. */
const OURS = /^(?:QINGNUO|EVIDENCE|ALLOW_PLAIN|RATE_LIMIT)_/;

/** Shorter names are too near to those of other programs (`POST`, `GHOST`). */
const SHORTEST = 5;

/**
 * The settings that somebody meant and did not write: one letter more, less or other, two letters
 * that changed places, other case. Each with the name that was probably meant, if there is one.
 */
export function misspelt(
  given: readonly string[],
  known: ReadonlySet<string>,
): readonly { readonly name: string; readonly meant: string | null }[] {
  return given
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const meant = [...known].find((setting) => isSlipOf(name, setting)) ?? fileOf(name, known);
      return meant !== null || OURS.test(name.toUpperCase()) ? [{ name, meant }] : [];
    });
}

/** A setting that was given as a file, and holds no secret. */
function fileOf(name: string, known: ReadonlySet<string>): string | null {
  const setting = /^(.*)_FILE$/.exec(name.toUpperCase())?.[1] ?? '';
  return setting.length >= SHORTEST && known.has(setting) ? setting : null;
}

function isSlipOf(name: string, setting: string): boolean {
  if (name.toUpperCase() === setting) return true;
  const written = name.toUpperCase().replace(/^QINGNUO_/, '');
  if (written === setting) return true;
  if (setting.length < SHORTEST) return isSwapped(written, setting);
  return isSwapped(written, setting) || isOneLetterOff(written, setting);
}

function isSwapped(written: string, setting: string): boolean {
  if (written.length !== setting.length) return false;
  const at = firstDifference(written, setting);
  const [one = '', other = ''] = setting.slice(at, at + 2);
  return written === setting.slice(0, at) + other + one + setting.slice(at + 2);
}

/** One letter more, less or other: what follows it is the same. */
function isOneLetterOff(written: string, setting: string): boolean {
  const at = firstDifference(written, setting);
  const rests = (name: string, skipped: number) => name.slice(at + skipped);
  return (
    rests(written, 1) === rests(setting, 1) ||
    rests(written, 1) === rests(setting, 0) ||
    rests(written, 0) === rests(setting, 1)
  );
}

function firstDifference(written: string, setting: string): number {
  let at = 0;
  while (at < setting.length && written[at] === setting[at]) at += 1;
  return at;
}
