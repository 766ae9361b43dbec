export function lockProblems(manifest: unknown, lock: unknown): readonly string[];
export function sbomProblems(manifest: unknown, lock: unknown, sbom: unknown): readonly string[];
