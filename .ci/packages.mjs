/** The only place that packages come from. */
const REGISTRY = 'https://registry.npmjs.org/';

/**
 * What is wrong with the locked packages, in sentences; empty when nothing is. It is asked before
 * anything is installed, so that nobody's script has run by then.
 *
 * @param manifest `package.json`; its `allowScripts` says of each package with an install script
 *   whether that may run
 * @param lock `package-lock.json`
 */
export function lockProblems(manifest, lock) {
  const allowed = manifest.allowScripts ?? {};
  const entries = Object.entries(lock.packages).filter(([place]) => place !== '');
  const withScript = new Set(
    entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameOf(place)),
  );
  return [
    ...[...withScript]
      .filter((name) => !Object.hasOwn(allowed, name))
      .map((name) => `${name} has an install script; decide on it in allowScripts of package.json`),
    ...Object.keys(allowed)
      .filter((name) => !withScript.has(name))
      .map((name) => `allowScripts of package.json names ${name}, which has no install script`),
    ...entries
      .filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith(REGISTRY))
      .map(([place, { resolved }]) => `${nameOf(place)} comes from ${resolved}`),
  ];
}

/**
 * What is missing from the bill of materials (SBOM, CycloneDX).
 *
 * @param sbom the output of `npm sbom --sbom-format cyclonedx`
 */
export function sbomProblems(manifest, lock, sbom) {
  const listed = new Set((sbom.components ?? []).map(({ purl }) => decodeURIComponent(purl ?? '')));
  const needed = Object.keys(manifest.dependencies ?? {}).map((name) => {
    const version = lock.packages[`node_modules/${name}`]?.version;
    return `pkg:npm/${name}@${version}`;
  });
  return [
    ...(sbom.bomFormat === 'CycloneDX' ? [] : ['the SBOM is not in the format CycloneDX']),
    ...needed.filter((purl) => !listed.has(purl)).map((purl) => `the SBOM lacks ${purl}`),
  ];
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
function nameOf(place) {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
