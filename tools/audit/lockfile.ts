/** A package in package-lock.json. */
interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** The address of a package of this repository. npm copies its folder: there is no registry and no hash. */
const own = /^file:packages\/[a-z-]+$/;
const ownName = /(?:^|\/)@shelflife\/[a-z-]+$/;

export interface Lockfile {
  readonly lockfileVersion: number;
  /** By folder; the project itself is ''. */
  readonly packages: Readonly<Record<string, Entry>>;
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/**
 * Faults of the lockfile that would let code in that nobody reviewed, a sentence each. Best is a lockfile without
 * addresses: npm then uses its configured registry and checks each package against its SHA-512. Addresses that it does
 * contain must use https and one host.
 */
export function lockfileFaults({ lockfileVersion, packages }: Lockfile, manifest: Manifest): string[] {
  const entries = Object.entries(packages).filter(
    ([folder, entry]) => folder !== '' && !isOwn(folder, entry),
  );
  const hosts = new Set(
    entries.flatMap(([, { resolved }]) => (resolved === undefined ? [] : hostOf(resolved))),
  );
  return [
    ...(lockfileVersion === 3 ? [] : [`The lockfile has version ${lockfileVersion}, not 3.`]),
    ...(hosts.size > 1 ? [`Packages come from ${hosts.size} hosts.`] : []),
    ...entries.flatMap(([folder, entry]) => entryFaults(folder, entry, manifest)),
    ...Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter(([name, range]) => !(ownName.test(name) && own.test(range)))
      .filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range))
      .map(([name, range]) => `${name} is required as ${range}, which is not one version.`),
  ];
}

function entryFaults(folder: string, entry: Entry, { allowScripts }: Manifest): string[] {
  const { version, resolved, integrity = '', link, optional, hasInstallScript } = entry;
  const name = folder.replace(/^.*node_modules\//, '');
  const isDecided = Object.hasOwn(allowScripts, name) || optional === true;
  return [
    ...(link || version === undefined ? [`${name} is a folder, not a package of a registry.`] : []),
    ...(/^sha512-[\w+/]{86}==$/.test(integrity) ? [] : [`${name} has no SHA-512.`]),
    ...(resolved === undefined || resolved.startsWith('https://')
      ? []
      : [`${name} is not fetched by https.`]),
    ...(hasInstallScript && !isDecided
      ? [`${name} has an install script that is neither allowed nor forbidden.`]
      : []),
  ];
}

function isOwn(folder: string, { resolved = '', hasInstallScript }: Entry): boolean {
  return ownName.test(folder) && own.test(resolved) && !hasInstallScript;
}

function hostOf(resolved: string): string[] {
  return URL.canParse(resolved) ? [new URL(resolved).host] : [];
}
