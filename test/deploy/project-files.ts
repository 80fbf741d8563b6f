import { parse } from 'yaml';
import { readDocument } from '../support/documents.js';

type Plain = string | number | boolean;
type Value = Plain | Value[] | { [key: string]: Value };

/** The parts of the manifest that the tests read by name. */
interface Manifest {
  readonly applications: readonly [
    {
      readonly env: Readonly<Record<string, string>>;
      readonly services: readonly { readonly name: string; readonly binding_name: string }[];
      readonly processes: readonly Process[];
    },
  ];
}

interface Process {
  readonly type: string;
  readonly instances: number;
  readonly memory: string;
  readonly disk_quota: string;
  readonly timeout: number;
  readonly 'health-check-http-endpoint': string;
  readonly 'readiness-health-check-http-endpoint': string;
}

export interface Policy {
  readonly instance_min_count: number;
  readonly instance_max_count: number;
}

export const variables = parse(readDocument('vars.example.yml').text) as Record<string, Plain>;
export const manifestText = readDocument('manifest.yml').text;

/** The manifest with the values of the example, as `cf push` inserts them. */
export const manifest = filledIn(parse(manifestText) as Value) as unknown as Manifest;
export const application = manifest.applications[0];
export const policy = JSON.parse(readDocument('autoscaler-policy.json').text) as Policy;

/** The Procfile as the buildpack reads it. */
export const procfile = parse(readDocument('Procfile').text) as Record<string, string>;

/** The commands that docs/operations.md runs as tasks, each once. */
export const taskCommands = [
  ...new Set(
    [...readDocument('docs/operations.md').text.matchAll(/ --command "([^"]+)"/g)].map(([, it = '']) => it),
  ),
];

/** The manifest's settings of a process type. */
export function processOf(type: string): Process {
  const found = application.processes.find((process) => process.type === type);
  if (!found) throw new Error(`The manifest has no process ${type}.`);
  return found;
}

/** A value that is only a variable keeps its type. */
function filledIn(value: Value): Value {
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each)]));
  if (typeof value !== 'string') return value;
  const [, whole] = /^\(\((\w+)\)\)$/.exec(value) ?? [];
  if (whole !== undefined) return variables[whole] ?? value;
  return value.replaceAll(/\(\((\w+)\)\)/g, (asIs, name: string) => String(variables[name] ?? asIs));
}
