import { readFileSync } from 'node:fs';

/** A service bound to the application, from `VCAP_SERVICES`. Missing parts are empty. */
export interface BoundService {
  /** The name of the binding if it has one, else the name of the service. */
  readonly name: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** How services of one kind are recognised. */
export interface Kind {
  /** The variable that names the service when tags and label do not identify it. */
  readonly chooser: string;
  readonly tags: readonly string[];
  readonly label: RegExp;
}

interface Told {
  readonly name?: string;
  readonly binding_name?: string | null;
  readonly tags?: readonly string[];
  readonly credentials?: Readonly<Record<string, unknown>>;
}

/**
 * Reads the services from `VCAP_SERVICES`, or from the file that `VCAP_SERVICES_FILE_PATH` names.
 * @throws Error whose message is a fault without the name of the variable
 */
export function readBoundServices(set: Readonly<Record<string, string>>): BoundService[] {
  const path = set['VCAP_SERVICES_FILE_PATH'];
  const text = path === undefined ? set['VCAP_SERVICES'] : readFile(path);
  return Object.entries(jsonObject(text ?? '{}')).flatMap(([label, services]) => {
    if (!Array.isArray(services)) throw new Error('must contain a list of services for each label');
    return (services as Told[]).map((told) => ({
      name: told.binding_name ?? told.name ?? '',
      label,
      tags: told.tags ?? [],
      credentials: told.credentials ?? {},
    }));
  });
}

/** Parses a JSON object. @throws Error for any other text */
export function jsonObject(text: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error('must be a JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns the service called `name`. Without a name, returns the service with a matching tag, else the one with a
 * matching label; undefined when there is none.
 * @throws Error when no service is called `name`, or when several services match
 */
export function pickService(
  services: readonly BoundService[],
  kind: Kind,
  name: string | undefined,
): BoundService | undefined {
  if (name !== undefined) return namedService(services, kind, name);
  const tagged = services.filter(({ tags }) => tags.some((tag) => kind.tags.includes(tag.toLowerCase())));
  const found = tagged.length > 0 ? tagged : services.filter(({ label }) => kind.label.test(label));
  if (found.length <= 1) return found[0];
  throw new Error(`matches several bound services (${listed(found)}): set ${kind.chooser} to one of them`);
}

function namedService(services: readonly BoundService[], { chooser }: Kind, name: string): BoundService {
  const found = services.find((service) => service.name === name);
  if (found) return found;
  const bound = services.length === 0 ? 'no service is bound' : `bound services: ${listed(services)}`;
  throw new Error(`cannot be read: ${chooser} names a service that is not bound (${bound})`);
}

function listed(services: readonly BoundService[]): string {
  return services
    .map(({ name }) => name)
    .toSorted()
    .join(', ');
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
