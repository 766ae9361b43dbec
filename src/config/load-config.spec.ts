import { describe, expect, it } from '@jest/globals';
import { isAbsolute } from 'node:path';
import { ConfigInvalid, loadConfig } from './load-config.js';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://qingnuo:secret@db.example:5432/qingnuo?sslmode=verify-full',
  SMTP_URL: 'smtps://user:secret@mail.example',
  PUBLIC_URL: 'https://qingnuo.example/',
  MAIL_FROM: 'Qingnuo <no-reply@qingnuo.example>',
};

/** A demonstration that says so, and may therefore reach the world outside. */
const asked = { NODE_ENV: 'demonstration' };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('is a demonstration without any environment', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      smtpUrl: null,
      bodyLimitBytes: 1_048_576,
    });
    expect([...config.roles]).toEqual(['http', 'sweeper', 'dispatcher']);
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  it('takes what production needs, links without a double slash', () => {
    const config = loadConfig({ ...production, ROLES: 'sweeper, dispatcher' });
    expect(config).toMatchObject({ mode: 'production', publicUrl: 'https://qingnuo.example' });
    expect([...config.roles]).toEqual(['sweeper', 'dispatcher']);
  });

  it('counts a blank setting as missing', () => {
    expect(loadConfig({ PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 3000 });
    expect(problemsOf({ ...production, SMTP_URL: ' ' })).toEqual([
      'SMTP_URL is missing; NODE_ENV=production needs it.',
    ]);
  });

  it('lists every missing setting at once', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toHaveLength(4);
  });

  it('names the setting and its rule, never its value', () => {
    const wrong = {
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db',
      SMTP_URL: 'hunter2',
      MAIL_FROM: 'hunter2',
      ROLES: 'http,hunter2',
      SESSION_HOURS: '0',
    };
    const problems = problemsOf({ ...asked, ...wrong });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(
      Object.keys(wrong).sort(),
    );
    expect(problems).toContain('PORT must be a whole number from 0 to 65535.');
    expect(problems.join()).not.toContain('hunter2');
  });

  it.each(['-1', '1.5', '0x10', '1e3', 'Infinity'])('refuses the port %p', (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1);
  });

  it('keeps files in its own folder, or where all that a store needs is told', () => {
    const { evidence, dataDir } = loadConfig({});
    expect(evidence).toEqual({
      maxBytes: 20 * 1_048_576,
      folder: `${dataDir}/evidence`,
      store: { kind: 'folder' },
      scanner: null,
    });
    const scannerAt = (text: string) => loadConfig({ EVIDENCE_SCANNER: text }).evidence.scanner;
    expect(scannerAt('unix:/run/clamd.ctl')).toEqual({ path: '/run/clamd.ctl' });
    expect(scannerAt('tcp://scanner')).toEqual({ host: 'scanner', port: 3310 });
    expect(scannerAt('tcp://[::1]:3311')).toEqual({ host: '::1', port: 3311 });
    expect(problemsOf({ ...asked, EVIDENCE_STORE: 's3' })).toHaveLength(4);
    const store = {
      EVIDENCE_STORE: 's3',
      EVIDENCE_ENDPOINT: 'https://s3.example/',
      EVIDENCE_BUCKET: 'qingnuo-evidence',
      EVIDENCE_ACCESS_KEY: 'key',
      EVIDENCE_SECRET_KEY: 'secret',
    };
    expect(loadConfig({ ...asked, ...store }).evidence.store).toMatchObject({
      endpoint: 'https://s3.example',
    });
    const wrong = {
      EVIDENCE_STORE: 'hunter2',
      EVIDENCE_ENDPOINT: 'https://user:hunter2@s3.example',
      EVIDENCE_BUCKET: '../hunter2',
      EVIDENCE_MAX_MIB: '101',
    };
    const problems = problemsOf({ ...asked, ...wrong });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(
      Object.keys(wrong).sort(),
    );
    expect(problems.join()).not.toContain('hunter2');
  });

  it('believes the proxies that it is told of, and no others', () => {
    expect(loadConfig({}).trustedProxies).toEqual([]);
    const { trustedProxies } = loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '2001:db8::1']);
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.1,']) {
      expect(problemsOf({ TRUSTED_PROXIES: wrong })).toHaveLength(1);
    }
  });
});
