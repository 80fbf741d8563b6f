import type { MountedVersion } from '../../kernel/declaration/version.js';
import { deprecatedPartsOf, type DeprecatedPart } from '../../kernel/declaration/deprecated-fields.js';
import type { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import { brownoutsOf } from '../../../domain/kernel/lifecycle/brownouts.js';
import type { LifecycleState } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { stateAt, type Lifecycle } from '../../kernel/declaration/lifecycle.js';
import type { Successor } from '../../kernel/declaration/successor.js';
import type { Route } from '../../kernel/declaration/route.js';
import { minors, versionPath, type ApiVersion } from '../../kernel/declaration/version.js';

/** The end of a version, an operation or a field, and its successor. */
export interface EndView {
  readonly id: string;
  readonly state: LifecycleState;
  /** Days in UTC. */
  readonly deprecated: string;
  readonly sunset: string | null;
  /** The times that are still to come in which it is switched off, as planned. */
  readonly brownouts: readonly { readonly from: string; readonly until: string }[];
  readonly successor: Successor;
  readonly guide: string;
}

/** A deprecated operation or a deprecated part of one. */
export interface DeprecationView extends EndView {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly part: { readonly in: DeprecatedPart['in']; readonly name: string } | null;
}

interface MinorView {
  readonly minor: string;
  /** The titles of its changes. */
  readonly changes: readonly string[];
  readonly openapi: string;
  readonly docs: string;
}

/** A major with its minors and deprecations. */
export interface VersionView {
  readonly version: string;
  readonly title: string;
  readonly state: LifecycleState;
  readonly deprecated: string | null;
  readonly sunset: string | null;
  readonly end: EndView | null;
  /** The minor for requests without `API-Version` and without a pin. */
  readonly baseline: string;
  readonly newest: string;
  readonly minors: readonly MinorView[];
  readonly openapi: string;
  readonly docs: string;
  readonly changelog: string;
  readonly deprecations: readonly DeprecationView[];
}

/** What the states depend on. */
export interface Present {
  readonly now: Date;
  readonly lifecycles: LifecycleStates;
}

/** All majors with their states at a moment, oldest first. */
export function viewVersions(versions: readonly MountedVersion[], present: Present): VersionView[] {
  return versions.map((mounted) => viewVersion(mounted, present));
}

function viewVersion({ version, routes }: MountedVersion, present: Present): VersionView {
  const { lifecycle, baseline, title } = version;
  const home = versionPath(version);
  const all = minors(version);
  return {
    version: home.slice(1),
    title,
    state: stateIn(present, lifecycle),
    deprecated: lifecycle?.deprecated ?? null,
    sunset: lifecycle?.sunset ?? null,
    end: lifecycle ? viewEnd(lifecycle, present) : null,
    baseline,
    newest: all.at(-1) ?? baseline,
    minors: all.map((minor) => viewMinor(version, minor)),
    openapi: `${home}/openapi.json`,
    docs: `${home}/docs`,
    changelog: `/docs/changelog${home}`,
    deprecations: routes.flatMap((route) => viewDeprecations(home, route, present)),
  };
}

function viewDeprecations(home: string, route: Route, present: Present): DeprecationView[] {
  const { operationId, method, path, lifecycle: own } = route;
  const operation = { operationId, method, path: home + path.replaceAll(/:(\w+)/g, '{$1}') };
  return [
    ...(own ? [{ ...operation, part: null, ...viewEnd(own, present) }] : []),
    ...deprecatedPartsOf(route).map(({ in: place, name, lifecycle }) => ({
      ...operation,
      part: { in: place, name },
      ...viewEnd(lifecycle, present),
    })),
  ];
}

function viewMinor(version: ApiVersion, minor: string): MinorView {
  const home = versionPath(version);
  return {
    minor,
    changes: version.changes.filter((change) => change.minor === minor).map(({ title }) => title),
    openapi: `${home}/openapi/${minor}.json`,
    docs: `${home}/docs?minor=${minor}`,
  };
}

function viewEnd(lifecycle: Lifecycle, present: Present): EndView {
  const { id, deprecated, sunset = null, successor, guide } = lifecycle;
  const state = stateIn(present, lifecycle);
  return { id, state, deprecated, sunset, brownouts: viewBrownouts(lifecycle, present), successor, guide };
}

function stateIn({ now, lifecycles }: Present, lifecycle: Lifecycle | undefined): LifecycleState {
  return stateAt(now, lifecycle, lifecycle && lifecycles.of(lifecycle.id));
}

/** All windows of the schedule, because the last conditions for each of them are checked when it begins. */
function viewBrownouts(lifecycle: Lifecycle, { now, lifecycles }: Present): EndView['brownouts'] {
  if (lifecycles.of(lifecycle.id)?.withoutBrownouts) return [];
  return brownoutsOf(lifecycle)
    .filter(({ until }) => until > now)
    .map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() }));
}
