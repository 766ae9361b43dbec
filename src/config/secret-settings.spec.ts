import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigInvalid, loadConfig } from './load-config.js';
import { fileSetting, secretSettings } from './secret-settings.js';

/** An installation with every secret that there is. */
const whole: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://qingnuo:hidden1@db.example:5432/qingnuo?sslmode=verify-full',
  SMTP_URL: 'smtps://user:hidden2@mail.example',
  PUBLIC_URL: 'https://qingnuo.example',
  MAIL_FROM: 'no-reply@qingnuo.example',
  BOUNCE_ADDRESS: 'bounces@qingnuo.example',
  BOUNCE_IMAP_URL: 'imaps://user:hidden3@mail.example/INBOX',
  EVIDENCE_STORE: 's3',
  EVIDENCE_ENDPOINT: 'https://s3.example',
  EVIDENCE_BUCKET: 'qingnuo-evidence',
  EVIDENCE_ACCESS_KEY: 'hidden4',
  EVIDENCE_SECRET_KEY: 'hidden5',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-secrets-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
}

const fileOf = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

/** The installation with one secret given as a file of this content. */
function withFile(name: string, content: string): Record<string, string> {
  const { [name]: _, ...others } = whole;
  return { ...others, [fileSetting(name)]: fileOf(name, content) };
}

/** Every name that is asked for. */
function names(): readonly string[] {
  const read = new Set<string>();
  const get = (_: object, name: string | symbol) => void read.add(String(name));
  loadConfig(new Proxy<Record<string, string>>({}, { get }));
  return [...read].filter((name) => !name.endsWith('_FILE'));
}

describe('settings with a secret', () => {
  it('are those that take a user with a password, or are called after what they are', () => {
    const schemes = ['http', 'https', 'postgres', 'smtp', 'smtps', 'imaps', 'tcp', 'tls', 'udp'];
    const takes = (name: string, value: string) =>
      !problemsOf({ ...whole, [name]: value }).some((problem) => problem.startsWith(name));
    // A setting that takes any text takes a user without a password, too.
    const takesUser = (name: string) =>
      schemes.some(
        (scheme) =>
          takes(name, `${scheme}://u:p@127.0.0.1:99?requireTLS=true`) &&
          !takes(name, `${scheme}://u:@127.0.0.1:99?requireTLS=true`),
      );
    const found = names().filter(
      (name) => /SECRET|KEY|TOKEN|PASSWORD/.test(name) || takesUser(name),
    );
    expect(found.toSorted()).toEqual(secretSettings.toSorted());
  });
});

describe.each(secretSettings)('%s', (name) => {
  const secret = whole[name] ?? '';

  it('is what its file holds, without the end of the line', () => {
    const expected = loadConfig(whole);
    for (const content of [secret, `${secret}\n`, `${secret}\r\n`, `\uFEFF${secret}\n`]) {
      expect(loadConfig(withFile(name, content))).toEqual(expected);
    }
    const other = secret.replace('hidden', 'another');
    expect(loadConfig(withFile(name, `${other}\n`))).not.toEqual(expected);
  });

  it('is refused when it is given in both ways', () => {
    const both = { ...withFile(name, secret), [name]: secret };
    expect(problemsOf(both)).toEqual([`${name} and ${name}_FILE are both set; give one of them.`]);
  });

  it('is told by its name alone when the file cannot be read or holds no secret', () => {
    const { [name]: _, ...others } = whole;
    for (const path of [join(folder, 'nowhere'), folder, secret]) {
      const told = problemsOf({ ...others, [`${name}_FILE`]: path });
      expect(told).toEqual([
        expect.stringMatching(`^${name}_FILE must be the path of a file that`),
      ]);
      expect(told.join()).not.toContain(path);
    }
    for (const content of ['', '\n', ' \n', `${secret}\n${secret}\n`]) {
      const told = problemsOf(withFile(name, content));
      expect(told).toEqual([
        `${name}_FILE must be the path of a file with one line, which is the secret.`,
      ]);
    }
  });
});

describe('a setting without a secret', () => {
  it.each(names().filter((name) => name.length >= 5 && !secretSettings.includes(name)))(
    '%s is not taken as a file',
    (name) => {
      const { [name]: _, ...others } = whole;
      const told = problemsOf({ ...others, [`${name}_FILE`]: fileOf(name, 'x') });
      expect(told).toContain(`${name}_FILE is no setting; is ${name} meant?`);
    },
  );
});
