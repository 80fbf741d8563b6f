import { readFileSync } from 'node:fs';

/** What a service that is bound to the application says of itself; whatever it leaves out is empty. */
export interface BoundService {
  /** The name of the binding where it has one, else that of the service. */
  readonly name: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** How one kind of service is told from the others. */
export interface Kind {
  /** The variable that names the service where its tags and label do not. */
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
 * The services of `VCAP_SERVICES`, or of the file that `VCAP_SERVICES_FILE_PATH` names.
 * @throws Error whose message says, without a name in front, what is wrong
 */
export function readBoundServices(set: Readonly<Record<string, string>>): BoundService[] {
  const path = set['VCAP_SERVICES_FILE_PATH'];
  const text = path === undefined ? set['VCAP_SERVICES'] : readFile(path);
  return Object.entries(jsonObject(text ?? '{}')).flatMap(([label, services]) => {
    if (!Array.isArray(services)) throw new Error('must hold a list of services for each label');
    return (services as Told[]).map((told) => ({
      name: told.binding_name ?? told.name ?? '',
      label,
      tags: told.tags ?? [],
      credentials: told.credentials ?? {},
    }));
  });
}

/** The object that a text of JSON holds. @throws Error that it holds none */
export function jsonObject(text: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error('must be an object of JSON');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The one service of a kind: the one called `name`; where no name is given, the one with such a tag; where there is
 * none, the one with such a label. Undefined where there is none of these.
 * @throws Error when nothing is called `name`, or when several could be meant: nothing is ever guessed
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
  throw new Error(`could come from several bound services (${listed(found)}): name one in ${kind.chooser}`);
}

function namedService(services: readonly BoundService[], { chooser }: Kind, name: string): BoundService {
  const found = services.find((service) => service.name === name);
  if (found) return found;
  const bound = services.length === 0 ? 'none is bound' : `bound are ${listed(services)}`;
  throw new Error(`cannot be taken from the service that ${chooser} names: ${bound}`);
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
