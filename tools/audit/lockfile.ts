/** A package as package-lock.json tells of it. */
interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

export interface Lockfile {
  readonly lockfileVersion: number;
  /** By their folders; the project itself is ''. */
  readonly packages: Readonly<Record<string, Entry>>;
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/**
 * What would let other code in than was looked at: a sentence for each. None is right.
 * Where a package is fetched from is best not told at all: npm asks the registry it is set up for, and what comes is
 * held against the SHA-512. Where it is told, it is by https and from one host for all.
 */
export function lockfileFaults({ lockfileVersion, packages }: Lockfile, manifest: Manifest): string[] {
  const entries = Object.entries(packages).filter(([folder]) => folder !== '');
  const hosts = new Set(
    entries.flatMap(([, { resolved }]) => (resolved === undefined ? [] : hostOf(resolved))),
  );
  return [
    ...(lockfileVersion === 3 ? [] : [`The lockfile has the form ${lockfileVersion}, and not 3.`]),
    ...(hosts.size > 1 ? [`Packages come from ${hosts.size} hosts.`] : []),
    ...entries.flatMap(([folder, entry]) => entryFaults(folder, entry, manifest)),
    ...Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
      .filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range))
      .map(([name, range]) => `${name} is wanted as ${range}, which is no single version.`),
  ];
}

function entryFaults(folder: string, entry: Entry, { allowScripts }: Manifest): string[] {
  const { version, resolved, integrity = '', link, optional, hasInstallScript } = entry;
  const name = folder.replace(/^.*node_modules\//, '');
  const isDecided = Object.hasOwn(allowScripts, name) || optional === true;
  return [
    ...(link || version === undefined ? [`${name} is a folder, and no package of a registry.`] : []),
    ...(/^sha512-[\w+/]{86}==$/.test(integrity) ? [] : [`${name} has no SHA-512.`]),
    ...(resolved === undefined || resolved.startsWith('https://')
      ? []
      : [`${name} is not fetched by https.`]),
    ...(hasInstallScript && !isDecided ? [`${name} runs a script, and nobody has decided about that.`] : []),
  ];
}

function hostOf(resolved: string): string[] {
  return URL.canParse(resolved) ? [new URL(resolved).host] : [];
}
