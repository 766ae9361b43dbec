import { readFileSync } from 'node:fs';

const { exclude: _, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testEnvironment: 'node',
  // In the order in which they are tried.
  moduleFileExtensions: ['js', 'ts', 'json', 'mjs', 'cjs', 'node'],
  extensionsToTreatAsEsm: ['.ts'],
  // Imports name the file of the build; the tests run the source.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  ...more,
});

/** Specs of the assembled product; see there why its modules outlast a spec file. */
const on = (testDatabase) => ({
  runtime: '<rootDir>/test/runner/lasting-modules.cjs',
  globals: { testDatabase },
  globalSetup: `<rootDir>/test/support/${testDatabase}.setup.mjs`,
  globalTeardown: `<rootDir>/test/support/${testDatabase}.teardown.mjs`,
});

const integration = (...ownFolders) => [
  'test/integration/*.int-spec.ts',
  ...ownFolders.map((folder) => `test/integration/${folder}/*.int-spec.ts`),
];

/**
 * Four projects: `unit` needs nothing; `pglite` and `postgres` run the same integration specs on
 * the two databases that the product supports, with folders of their own for the rest; `e2e` is HTTP
 * in and SMTP out.
 * One of them alone: `npm test -- --selectProjects unit`.
 */
export default {
  testTimeout: 300_000,
  // Jest leaves one core idle by itself, which on two is half of the machine.
  maxWorkers: '100%',
  // Modules that were loaded for a unit spec stay in memory, so a worker that goes on for ever ends
  // up collecting garbage; a fresh one costs a second.
  workerIdleMemoryLimit: '1GB',
  projects: [
    project(
      'unit',
      ['src', 'workflows', 'seeds', '.ci', 'fuzz'].map((folder) => `${folder}/**/*.spec.ts`),
    ),
    project('pglite', integration('embedded'), on('pglite')),
    project('postgres', integration('server', 'procedures'), on('postgres')),
    project('e2e', ['test/e2e/*.e2e-spec.ts'], on('postgres')),
  ],
};
