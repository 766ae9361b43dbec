import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigInvalid, loadConfig } from '../../src/config/load-config.js';
import { processRoles } from '../../src/config/config.js';
import { fileSetting, secretSettings } from '../../src/config/secret-settings.js';
import { CONTAINERFILE, containerLines } from '../support/container-lines.js';

const UNIT = 'docs/deploy/qingnuo@.service';
const ANALYZE = '/usr/bin/systemd-analyze';

const unit = readFileSync(UNIT, 'utf8');
const environmentFile = readFileSync('docs/deploy/qingnuo.env', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** `NAME=value`, whatever stands before it. */
const pairsIn = (text: string, row: RegExp) =>
  [...text.matchAll(row)].map(([, name = '', value = '']) => [name, value] as const);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-deploy-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Secrets as they would lie in the credentials of the unit. */
const secrets: Readonly<Record<string, string>> = {
  'database-url': 'postgresql://qingnuo:hidden@db.example/qingnuo?sslmode=verify-full',
  'smtp-url': 'smtps://user:hidden@mail.example',
  'bounce-imap-url': 'imaps://user:hidden@mail.example/INBOX',
  'evidence-access-key': 'hidden',
  'evidence-secret-key': 'hidden',
};

/** What a process of a role finds in its environment. */
function environmentOf(text: string, role: string): Record<string, string> {
  for (const [name, secret] of Object.entries(secrets)) writeFileSync(join(folder, name), secret);
  const own = pairsIn(text, /^Environment=([A-Z_]+)=(.*)$/gm).map(([name, value]) => [
    name,
    value.replace('%i', role).replace('%d', folder),
  ]);
  // As systemd reads them: the file has the last word.
  const pairs = [...own, ...pairsIn(environmentFile, /^([A-Z_]+)=(.*)$/gm)] as [string, string][];
  return Object.fromEntries<string>(pairs);
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
}

describe('the unit of systemd', () => {
  it.each(processRoles)('gives a process the settings that it needs: %s', (role) => {
    const environment = environmentOf(unit, role);
    expect(problemsOf(environment)).toEqual([]);
    expect([...loadConfig(environment).roles]).toEqual([role]);
  });

  it('hands over each secret as a file, in what is commented as well', () => {
    const whole = unit.replaceAll(/^#(LoadCredential|Environment)/gm, '$1');
    const given = pairsIn(whole, /^Environment=([A-Z_]+_FILE)=%d\/(.+)$/gm);
    expect(given.map(([name]) => name).toSorted()).toEqual(
      secretSettings.map(fileSetting).toSorted(),
    );
    const loaded = pairsIn(whole, /^LoadCredential=([^:]+):\/etc\/qingnuo\/secrets\/(.+)$/gm);
    expect(loaded.map(([name]) => name)).toEqual(given.map(([, file]) => file));
    expect(loaded.every(([name, file]) => name === file)).toBe(true);
    const more = { BOUNCE_ADDRESS: 'bounces@qingnuo.example', EVIDENCE_STORE: 's3' };
    const store = { EVIDENCE_ENDPOINT: 'https://s3.example', EVIDENCE_BUCKET: 'qingnuo' };
    expect(problemsOf({ ...environmentOf(whole, 'http'), ...more, ...store })).toEqual([]);
    // The secrets themselves stand in neither file.
    for (const name of secretSettings) expect(environmentFile).not.toContain(`${name}=`);
  });

  it('says what the review of an operator asked for', () => {
    for (const line of [
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'ReadWritePaths=/var/lib/qingnuo',
      'CapabilityBoundingSet=',
      'UMask=0077',
      'TimeoutStopSec=15',
      'Restart=on-failure',
    ]) {
      expect(unit.split('\n')).toContain(line);
    }
    // V8 would not start.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
  });

  (existsSync(ANALYZE) ? it : it.skip)('is right, and leaves a process little', () => {
    const here = unit.replace('/usr/bin/node', process.execPath);
    const analyze = (name: string, text: string, ...args: string[]) => {
      const file = join(folder, name);
      writeFileSync(file, text);
      const { status, stderr } = spawnSync(ANALYZE, [...args, file], { encoding: 'utf8' });
      return { status, stderr };
    };
    const right = { status: 0, stderr: '' };
    expect(analyze('qingnuo@.service', here, 'verify')).toEqual(right);
    const slip = here.replace('ProtectHome', 'ProtectHoem');
    expect(analyze('slip@.service', slip, 'verify').stderr).toContain('ProtectHoem');
    // From 0 to 100: what is not protected at all has 96.
    const exposed = ['security', '--offline=true', '--threshold=20'];
    expect(analyze('whole.service', here, ...exposed).status).toBe(0);
    const open = here.replaceAll(/^(?:Protect|Restrict|Private|Capability|NoNew).*\n/gm, '');
    expect(analyze('open.service', open, ...exposed).status).not.toBe(0);
  });
});

describe('the Containerfile', () => {
  const lines = readFileSync(CONTAINERFILE, 'utf8').split('\n');
  const [build = [], last = []] = lines
    .join('\n')
    .split(/^(?=FROM )/m)
    .slice(1)
    .map((stage) => stage.trimEnd().split('\n'));
  const copied = (stage: readonly string[]) =>
    stage
      .filter((line) => line.startsWith('COPY '))
      .map((line) => line.replace(/^COPY (?:--from=build )?/, '').split(' '));

  it('copies what is there', () => {
    const sources = copied(build).flatMap((parts) => parts.slice(0, -1));
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    // All that the build reads, but for what it is told by these.
    const read = (scripts['build'] ?? '').split(' ').filter((word) => existsSync(word));
    expect(read.length).toBeGreaterThan(1);
    expect(sources).toEqual(expect.arrayContaining([...read, '.swcrc', 'package-lock.json']));
    const made = [...sources, 'node_modules', 'dist'].map((name) => `/build/${name}`);
    const taken = copied(last).flatMap((parts) => parts.slice(0, -1));
    expect(taken.filter((name) => !made.includes(name))).toEqual([]);
  });

  it('runs what package.json has', () => {
    const run = containerLines('RUN').flatMap((line) => [...line.matchAll(/npm run (\S+)/g)]);
    expect(run.map(([, name = '']) => scripts[name]).filter((script) => !script)).toEqual([]);
    expect(run).not.toEqual([]);
    const command = JSON.parse(containerLines('CMD')[0] ?? '') as string[];
    expect(`exec ${command.join(' ')}`).toBe(scripts['start']);
  });

  it('is the Node of package.json, without its tools, for a user who is not root', () => {
    const images = lines.filter((line) => line.startsWith('FROM '));
    expect(images.map((line) => /node:20\b/.test(line))).toEqual([true, true]);
    expect(build.indexOf('RUN npm prune --omit=dev')).toBeGreaterThan(
      build.indexOf('RUN npm run build'),
    );
    expect(last.filter((line) => /^RUN .*npm/.test(line))).toEqual([]);
    expect(last).toContain('USER node');
    expect(last.indexOf('USER node')).toBeLessThan(
      last.findIndex((line) => line.startsWith('CMD ')),
    );
    expect(containerLines('HEALTHCHECK').join()).toContain('/readyz');
  });
});
