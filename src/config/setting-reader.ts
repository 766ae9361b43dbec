export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings one by one and collects what is wrong with them, so that a person who starts
 * the product sees every mistake at once. A problem names the setting and its rule, never its
 * value: values can be secrets.
 */
export class SettingReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** The text of a setting; null when it is missing or blank. */
  text(name: string): string | null {
    const text = this.environment[name]?.trim() ?? '';
    return text === '' ? null : text;
  }

  /** A text that must fit; `rule` completes the sentence "NAME must be …". */
  matching<Fallback extends string | null>(
    name: string,
    fallback: Fallback,
    rule: string,
    fits: (text: string) => boolean,
  ): string | Fallback {
    const text = this.text(name);
    if (text === null) return fallback;
    if (fits(text)) return text;
    this.refuse(name, rule);
    return fallback;
  }

  /** A whole number between two bounds, both included. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const fits = (text: string) => /^\d{1,9}$/.test(text) && +text >= min && +text <= max;
    return Number(
      this.matching(name, String(fallback), `a whole number from ${min} to ${max}`, fits),
    );
  }

  /** A URL in one of the schemes, for example `['https:']`. */
  url<Fallback extends string | null>(
    name: string,
    fallback: Fallback,
    schemes: readonly string[],
  ): string | Fallback {
    const starts = schemes.map((scheme) => `${scheme}//`).join(' or ');
    const fits = (text: string) => URL.canParse(text) && schemes.includes(new URL(text).protocol);
    return this.matching(name, fallback, `a URL that starts with ${starts}`, fits);
  }

  /** Parts between commas, each of which must fit; none when the setting is missing. */
  list(name: string, rule: string, fits: (part: string) => boolean): readonly string[] {
    const parts =
      this.text(name)
        ?.split(',')
        .map((part) => part.trim()) ?? [];
    if (!parts.every(fits)) this.refuse(name, rule);
    return parts;
  }

  refuse(name: string, rule: string): void {
    this.problems.push(`${name} must be ${rule}.`);
  }

  /** Refuses settings that this mode cannot do without. */
  require(names: readonly string[], reason: string): void {
    for (const name of names) {
      if (this.text(name) === null) this.problems.push(`${name} is missing; ${reason}.`);
    }
  }
}
