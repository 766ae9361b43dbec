import { readFileSync } from 'node:fs';
import { lockProblems, sbomProblems } from './packages.mjs';

// `node .ci/check-packages.mjs` checks what is locked; with a path, an SBOM of what is installed.
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const [sbom] = process.argv.slice(2);
const manifest = read('package.json');
const lock = read('package-lock.json');
const problems =
  sbom === undefined ? lockProblems(manifest, lock) : sbomProblems(manifest, lock, read(sbom));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
