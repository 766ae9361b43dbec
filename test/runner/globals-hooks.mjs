const globals = new URL('./globals.mjs', import.meta.url).href;

/** Outside of its sandbox Jest's own `@jest/globals` only throws. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  return next(specifier, context);
}
