/** What survives being written to JSON and read back. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = Readonly<Record<string, Json>>;

/** The value with every text in it changed, its shape kept. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map(changed);
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, changed(item)]));
  };
  return changed(value) as Value;
}
