import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, ApiClient } from './api-client.js';

/** A file of a case as far as tests read it. */
export interface EvidenceBody {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly note: string | null;
  readonly shownToEnterprise: boolean;
  readonly uploadedBy: {
    readonly role: string;
    readonly name: string | null;
    readonly unit: { readonly id: string; readonly name: string } | null;
  };
  readonly sealed: { readonly at: string; readonly reason: string; readonly by: string } | null;
}

/** A form with a file, as a browser sends it. */
export function formOf(
  name: string,
  content: Buffer,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(content)]), name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return form;
}

/** Hands a form in as an account; a refusal is an answer like any other. */
export function handIn(
  api: ApiClient,
  as: string | null,
  caseId: string,
  body: FormData | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<EvidenceBody>> {
  return api.request(as, `/cases/${caseId}/evidence`, { method: 'POST', body, headers });
}

/** Every file below the folder of the evidence, by its path; folders are left out. */
export function filesIn(dataDir: string): readonly string[] {
  const folder = join(dataDir, 'evidence');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted();
}
