import type { JsonObject } from '../kernel/json.js';

/**
 * The official documents (公文) that a workflow issues, by name. The text of each stands in
 * `<name>.zh-CN.md` of the folder: a line of front matter, `subject: …`, which is the title, then
 * Markdown with Handlebars. `##` and `###` are headings of the first and the second level.
 */
export interface DocumentSet {
  readonly folder: URL;
  /** Values for all variables of a template, which is filled in with them at boot. */
  readonly examples: Readonly<Record<string, JsonObject>>;
}
