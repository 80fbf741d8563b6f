import type { MountedVersion } from '../declaration/version.js';
import { deprecatedPartsOf } from '../declaration/deprecated-fields.js';
import { minorsOf, type ContractChange, type ChangeExample } from '../declaration/contract-change.js';
import { lifecycleFaults, noticeDays, type Lifecycle } from '../declaration/lifecycle.js';
import { english } from '../errors/sentences.js';
import { additionFaults } from './addition-checks.js';
import { laterOf } from './later.js';
import { MinorForm, operationsOf } from './minor-form.js';
import type { Route } from '../declaration/route.js';
import { versionPath, type ApiVersion } from '../declaration/version.js';

/**
 * Fails the start for changes or lifecycles with an incomplete or contradictory declaration.
 * @param guides paths of the migration guides
 * @throws Error that lists all errors of all versions
 */
export function checkVersions(versions: readonly MountedVersion[], guides: ReadonlySet<string>): void {
  const faults = [
    ...versions.flatMap((mounted) => changeFaults(mounted).map(of(mounted.version))),
    ...endFaults(versions, guides),
  ];
  if (faults.length > 0)
    throw new Error(`The declarations of the API are invalid:\n  ${faults.join('\n  ')}`);
}

/** The errors of the changes of a version, as far as they are cheap to find. Tests check examples against schemas. */
function changeFaults(mounted: MountedVersion): string[] {
  const { version, routes } = mounted;
  const { changes } = version;
  return [
    ...minorFaults(version, routes),
    ...twice(changes.map(({ id }) => id)).map((id) => `the id ${id} belongs to two changes`),
    ...changes.flatMap((change) =>
      faultsOf(change, mounted).map((fault) => `the change ${change.id} ${fault}`),
    ),
    ...additionFaults(mounted),
  ];
}

/** The minors are consecutive from the baseline on, so that each of them can be requested. */
function minorFaults(version: ApiVersion, routes: readonly Route[]): string[] {
  const all = minorsOf(version.baseline, version.changes);
  const asTheyShouldBe = all.map((_, at) => `${version.major}.${at}`);
  const order = all.every((minor, at) => minor === asTheyShouldBe[at])
    ? []
    : [`the minors are ${all.join(', ')}, but should be ${asTheyShouldBe.join(', ')}`];
  const unknown = routes.filter(({ since }) => since && !all.includes(since));
  return [
    ...order,
    ...unknown.map(
      ({ operationId, since }) => `${operationId} exists since ${since}, but no change adds this minor`,
    ),
  ];
}

function faultsOf(change: ContractChange, mounted: MountedVersion): string[] {
  const known = new Map(mounted.routes.map((route) => [route.operationId, route]));
  const { operations = [] } = change;
  const hasFunctions = 'upgradeRequest' in change || 'downgradeResponse' in change;
  return [
    ...(hasFunctions && operations.length === 0 ? ['has functions, but names no operations'] : []),
    ...operations
      .filter((id) => !known.has(id))
      .map((id) => `names the operation ${id}, which does not exist`),
    ...operations
      .filter((id) => isNotJson(known.get(id)))
      .map((id) => `names the operation ${id}, whose answers are not JSON`),
    ...exampleFaults(change, mounted, known),
  ];
}

function exampleFaults(
  change: ContractChange,
  { version, routes }: MountedVersion,
  known: ReadonlyMap<string, Route>,
): string[] {
  const { operations = [], example, minor } = change;
  if (!example) {
    const older = operations.filter((id) => known.get(id)?.since !== minor);
    return older.map((id) => `has no example, but it alters the existing operation ${id}`);
  }
  const route = known.get(example.operationId);
  if (!route || !operationsOf(change, routes).includes(example.operationId))
    return ['has an example of an operation that it does not alter'];
  const form = new MinorForm(version, route, laterOf([change]));
  return leadsBack(form, example) ? [] : ['does not turn `after` of its example into `before`'];
}

function isNotJson(route: Route | undefined): boolean {
  return Object.values(route?.responds ?? {}).some((content) => 'mediaType' in content);
}

/** Compares as text, because a client may depend on the order of the fields. */
function leadsBack(form: MinorForm, { status, after, before }: ChangeExample): boolean {
  try {
    const older = form.downgradeResponse(status, structuredClone(after), english);
    return JSON.stringify(older) === JSON.stringify(before);
  } catch {
    return false;
  }
}

interface End {
  readonly lifecycle: Lifecycle;
  /** The subject of the error message. */
  readonly of: string;
  readonly notice: number;
  /** Whether it is a field of an answer. */
  readonly isAnswered?: boolean;
}

function endFaults(versions: readonly MountedVersion[], guides: ReadonlySet<string>): string[] {
  const ends = versions.flatMap(({ version, routes }) => endsOf(version, routes));
  const addresses = new Set(
    versions.flatMap(({ version, routes }) => [
      versionPath(version),
      ...routes.map(({ path, operationId }) => `${operationId} ${addressOf(version, path)}`),
    ]),
  );
  return [
    ...ends.flatMap((end) => faultsOfEnd(end, addresses, guides).map((fault) => `${end.of} ${fault}`)),
    // Operations with a common shape share one lifecycle object.
    ...twice([...new Set(ends.map(({ lifecycle }) => lifecycle))].map(({ id }) => id)).map(
      (id) => `the id ${id} belongs to two lifecycles`,
    ),
  ];
}

function endsOf(version: ApiVersion, routes: readonly Route[]): End[] {
  const name = versionPath(version).slice(1);
  const whole = version.lifecycle && { lifecycle: version.lifecycle, of: name, notice: noticeDays.major };
  const own = routes.flatMap((route) => [
    ...(route.lifecycle ? [{ lifecycle: route.lifecycle, of: `${name} ${route.operationId}` }] : []),
    ...deprecatedPartsOf(route).map((part) => ({
      lifecycle: part.lifecycle,
      of: `${name} ${route.operationId} ${part.in} ${part.name}`,
      isAnswered: part.in === 'answer',
    })),
  ]);
  return [...(whole ? [whole] : []), ...own.map((each) => ({ ...each, notice: noticeDays.operation }))];
}

function faultsOfEnd(
  { lifecycle, notice, isAnswered }: End,
  addresses: ReadonlySet<string>,
  guides: ReadonlySet<string>,
): string[] {
  const { successor, guide } = lifecycle;
  const leads =
    'none' in successor ||
    addresses.has(successor.href) ||
    addresses.has(`${successor.operationId} ${successor.href}`);
  return [
    ...lifecycleFaults(lifecycle, notice),
    ...(isAnswered && lifecycle.sunset !== undefined
      ? ['has a sunset of its own, but only a major can remove a field of an answer']
      : []),
    ...(leads ? [] : [`has an unknown successor: ${'href' in successor ? successor.href : ''}`]),
    ...(guides.has(guide) ? [] : [`has an unknown guide: ${guide}`]),
  ];
}

function addressOf(version: ApiVersion, path: string): string {
  return versionPath(version) + path.replaceAll(/:(\w+)/g, '{$1}');
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}

function of(version: ApiVersion): (fault: string) => string {
  return (fault) => `${versionPath(version).slice(1)}: ${fault}`;
}
