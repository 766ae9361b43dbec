import { readFileSync } from 'node:fs';

export const CONTAINERFILE = 'docs/deploy/Containerfile';

/** What stands behind an instruction of the Containerfile, wherever it is used. */
export function containerLines(instruction: string): readonly string[] {
  return readFileSync(CONTAINERFILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
}
