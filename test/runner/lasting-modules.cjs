'use strict';

const { register } = require('node:module');
const { pathToFileURL } = require('node:url');
const { ModuleMocker } = require('jest-mock');
const { default: JestRuntime } = require('jest-runtime');
// Before any class with decorators, as in `main.ts`.
require('reflect-metadata');

/** Where `globals.mjs` finds what the spec file at work imports from `@jest/globals`. */
const GLOBALS = Symbol.for('qingnuo.jest-globals');

// Once for each worker, beside Jest's own sandbox.
register('../support/typescript-hooks.mjs', pathToFileURL(__filename));
register('./globals-hooks.mjs', pathToFileURL(__filename));
process.setSourceMapsEnabled(true);

const mocker = new ModuleMocker(globalThis);
const mocks = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
};

/**
 * What Jest asks of a value with `instanceof`: it must ask about the types that specs make values of,
 * not about those of its own sandbox, or two dates would be equal because neither is one.
 */
const TYPES = [
  ...[
    'Object',
    'Function',
    'Array',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Date',
    'RegExp',
    'Promise',
  ],
  ...['Boolean', 'Number', 'String', 'Symbol', 'BigInt', 'ArrayBuffer', 'DataView'],
  ...Object.getOwnPropertyNames(globalThis).filter((name) => /(?:Error|Array)$/.test(name)),
];

/** Spec files that were loaded: one that comes again, for another database, is a new module. */
let loaded = 0;

/**
 * Loads a spec file as Node does: what it imports stays loaded for the next one of the same worker.
 * Jest's own runtime gives each file a world of its own and loads some three thousand modules into
 * each, which takes more time than all that the specs do. What is given up is that modules forget:
 * a spec must put back what it changes of the process or of a class.
 */
module.exports = class LastingModules extends JestRuntime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    for (const type of TYPES) environment.global[type] = globalThis[type];
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    globalThis[GLOBALS] = { ...globals, jest: mocks };
  }

  async unstable_importModule(file, name) {
    if (file !== this._testPath || name !== undefined) {
      return super.unstable_importModule(file, name);
    }
    const { console } = this._environment.global;
    Object.assign(globalThis, this._config.globals, { console });
    // Jest's own would look for source maps where there are none.
    Error.prepareStackTrace = undefined;
    loaded += 1;
    return import(`${pathToFileURL(file)}?${loaded}`);
  }

  teardown() {
    mocker.restoreAllMocks();
    super.teardown();
  }
};
