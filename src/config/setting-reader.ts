import { misspelt } from './misspelt.js';
import { fileSetting, readSecret, secretSettings } from './secret-settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings one by one and collects what is wrong with them, so that a person who starts
 * the product sees every mistake at once. A problem names the setting and its rule, never its
 * value: values can be secrets.
 */
export class SettingReader {
  readonly problems: string[] = [];
  /** Every setting that was asked for, which is every one that there is. */
  private readonly known = new Set<string>();
  /** Secrets that were asked for; null for one that is not there or cannot be read. */
  private readonly secrets = new Map<string, string | null>();

  constructor(private readonly environment: Environment) {}

  /** The text of a setting; null when it is missing or blank. */
  text(name: string): string | null {
    return secretSettings.includes(name) ? this.secret(name) : this.given(name);
  }

  /** Given by itself or as a file; a file is read once. */
  private secret(name: string): string | null {
    const known = this.secrets.get(name);
    if (known !== undefined) return known;
    const secret = this.secretGiven(name);
    this.secrets.set(name, secret);
    return secret;
  }

  private secretGiven(name: string): string | null {
    const itself = this.given(name);
    const path = this.given(fileSetting(name));
    if (path === null) return itself;
    if (itself !== null) {
      this.problems.push(`${name} and ${fileSetting(name)} are both set; give one of them.`);
      return itself;
    }
    const read = readSecret(path);
    if ('secret' in read) return read.secret;
    this.refuse(fileSetting(name), read.rule);
    return null;
  }

  private given(name: string): string | null {
    this.known.add(name);
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

  /** Said with `1`; anything else is a slip, because what it permits is nothing to be guessed. */
  flag(name: string): boolean {
    return this.matching(name, null, '1, or not be set', (text) => text === '1') !== null;
  }

  /** The URL of a setting that is one. */
  parsed(name: string): URL | null {
    const text = this.text(name);
    return text !== null && URL.canParse(text) ? new URL(text) : null;
  }

  /** A URL in one of the schemes, for example `['https:']`. */
  url<Fallback extends string | null>(
    name: string,
    fallback: Fallback,
    schemes: readonly string[],
  ): string | Fallback {
    const starts = schemes.map((scheme) => `${scheme}//`).join(' or ');
    const fits = (text: string) => URL.canParse(text) && schemes.includes(new URL(text).protocol);
    const url = this.matching(name, fallback, `a URL that starts with ${starts}`, fits);
    if (url !== null) this.refuseMissingPassword(name, url);
    return url;
  }

  /** What a secret should have been put into, and was not: `user:$UNSET@host`. */
  refuseMissingPassword(name: string, url: string): void {
    if (/^[^/]*\/\/[^/@]*:@/.test(url)) {
      this.refuse(name, 'a URL whose user has a password behind the colon');
    }
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

  /** Refuses what was set and is no setting, but looks like one. To be called last. */
  refuseMisspelt(): void {
    for (const { name, meant } of misspelt(Object.keys(this.environment), this.known)) {
      const end = meant === null ? '.' : `; is ${meant} meant?`;
      this.problems.push(`${name} is no setting${end}`);
    }
  }

  refuse(name: string, rule: string): void {
    this.problems.push(`${name} must be ${rule}.`);
  }

  /** Refuses settings that this mode cannot do without. */
  require(names: readonly string[], reason: string): void {
    for (const name of names) {
      if (!this.isGiven(name)) this.problems.push(`${name} is missing; ${reason}.`);
    }
  }

  /** Whether it was given, be it in a file that cannot be read, which is told by itself. */
  isGiven(name: string): boolean {
    const isFile = secretSettings.includes(name) && this.given(fileSetting(name)) !== null;
    return isFile || this.text(name) !== null;
  }

  /** Refuses settings that would do nothing, because another one is not what they need. */
  forbid(names: readonly string[], reason: string): void {
    for (const name of names) {
      if (this.text(name) !== null) this.problems.push(`${name} is set, but ${reason}.`);
    }
  }
}
