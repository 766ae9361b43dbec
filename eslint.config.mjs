import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Which folders of ours a folder may import besides itself. `app.module.ts` and `main.ts` put
 * the parts together and are free; nothing else in src/ sees `workflows` or `seeds`.
 */
const base = ['kernel', 'definition'];
const store = [...base, 'config', 'store'];
const loops = [...store, 'log', 'loops'];
const queues = [
  ...loops,
  'metrics',
  'calendar',
  'policies',
  'rates',
  'incidents',
  'restores',
  'clocks',
  'notices',
];
const features = [
  ...queues,
  'engine',
  'identity',
  'parties',
  'cases',
  'feed',
  'webhooks',
  'evidence',
  'respondents',
  'documents',
  'archive',
  'measures',
  'registration',
  'staff',
  'deadlines',
  'activity',
];
const layers = {
  'src/kernel': [],
  'src/definition': ['kernel'],
  'src/config': base,
  'src/store': store,
  'src/log': [...base, 'config'],
  'src/loops': loops,
  'src/metrics': base,
  'src/health': [...features, 'http'],
  'src/calendar': store,
  'src/policies': [...store, 'calendar'],
  'src/rates': [...store, 'calendar', 'policies'],
  'src/incidents': store,
  'src/restores': [...loops, 'incidents'],
  'src/recovery': [...features, 'http'],
  'src/clocks': queues,
  'src/notices': queues,
  'src/engine': queues,
  'src/identity': [...features, 'http'],
  'src/parties': [...features, 'http'],
  'src/cases': [...features, 'http'],
  'src/feed': [...features, 'http'],
  'src/webhooks': [...features, 'http'],
  'src/registration': [...features, 'http'],
  'src/staff': [...features, 'http'],
  'src/evidence': [...features, 'http'],
  'src/deadlines': [...features, 'http'],
  'src/respondents': [...features, 'http'],
  'src/documents': [...features, 'http'],
  'src/archive': [...features, 'http'],
  'src/ledger': [...features, 'http'],
  'src/measures': [...features, 'http'],
  'src/activity': [...features, 'http'],
  'src/verify': [...queues, 'engine', 'activity'],
  'src/http': [...features, 'demo'],
  'src/web': features,
  'src/demo': [...features, 'http'],
  workflows: base,
};

const importDirections = Object.entries(layers).map(([folder, allowed]) => {
  const open = new Set([folder, ...allowed.map((name) => `src/${name}`)]);
  const closed = [
    ...Object.keys(layers),
    'seeds',
    'bench',
    'drills',
    'simulate',
    'fuzz',
    'test',
  ].filter((it) => !open.has(it));
  const names = closed.map((it) => it.replace('src/', '')).join('|');
  return {
    files: [`${folder}/**/*.ts`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.\\./)+(?:src/)?(?:${names})/`,
              message: `${folder} imports only from: ${allowed.join(', ') || 'itself'}.`,
            },
          ],
        },
      ],
    },
  };
});

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config reads the environment; take Config instead.',
};
const systemClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only src/kernel reads the system clock; take TimeSource instead.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only src/kernel reads the system clock; take TimeSource instead.',
  },
];

export default defineConfig(
  globalIgnores(['dist', 'data', 'coverage']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A Nest module is an empty class, all in its decorator; an event without input has an
      // empty payload class.
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowEmpty: true },
      ],
      // Payload classes are shapes with validation on them; literals of that shape are welcome.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Entities and views are rows and answers: data without methods, copied by spreading.
      '@typescript-eslint/no-misused-spread': 'off',
      // A leading underscore says that a parameter is there for its position.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // Numbers in messages are what template strings are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `async` on a port's method states the contract even where one adapter does not wait.
      '@typescript-eslint/require-await': 'off',
      // A type alias of an object may carry an index signature where an interface may not.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Injected classes must stay value imports; only the author knows which they are.
      '@typescript-eslint/consistent-type-imports': 'off',
      // A statement of SQL is added to a batch by its tag.
      '@typescript-eslint/no-unused-expressions': ['error', { allowTaggedTemplates: true }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  ...importDirections,
  {
    files: ['src/**/*.ts', 'workflows/**/*.ts', 'seeds/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, ...systemClock] },
  },
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...systemClock] },
  },
  {
    files: ['src/kernel/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts'],
    rules: {
      // Tests choose their own database, time zone and present.
      'no-restricted-syntax': 'off',
      // A test states what it expects to be there; a wrong assumption fails it at once.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Bodies of answers are read as what the test expects them to be.
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      // Matchers such as expect.any() are typed `any` by Jest.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Fakes implement a port with methods that do nothing.
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    // Programs for a terminal; their output is the point.
    files: [
      'bench/**/*.ts',
      'drills/run.ts',
      'story/**/*.ts',
      'simulate/run.ts',
      'fuzz/run.ts',
      'fuzz/watched-product.ts',
      'docs/*.ts',
      'seeds/create-admin.ts',
      'src/main.ts',
      '**/*.mjs',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Plain JavaScript, where a file must run as it stands; there are no types to lint with.
    files: ['**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        URL: 'readonly',
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    // What Jest loads with `require`.
    files: ['**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        process: 'readonly',
        require: 'readonly',
        module: 'writable',
        __filename: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
