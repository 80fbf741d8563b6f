import type { MountedVersion } from '../../kernel/declaration/version.js';
import { deprecatedPartsOf, type DeprecatedPart } from '../../kernel/declaration/deprecated-fields.js';
import { stateAt, type Lifecycle, type LifecycleState } from '../../kernel/declaration/lifecycle.js';
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

/** All majors with their states at a moment, oldest first. */
export function viewVersions(versions: readonly MountedVersion[], now: Date): VersionView[] {
  return versions.map((mounted) => viewVersion(mounted, now));
}

function viewVersion({ version, routes }: MountedVersion, now: Date): VersionView {
  const { lifecycle, baseline, title } = version;
  const home = versionPath(version);
  const all = minors(version);
  return {
    version: home.slice(1),
    title,
    state: stateAt(now, lifecycle),
    deprecated: lifecycle?.deprecated ?? null,
    sunset: lifecycle?.sunset ?? null,
    end: lifecycle ? viewEnd(lifecycle, now) : null,
    baseline,
    newest: all.at(-1) ?? baseline,
    minors: all.map((minor) => viewMinor(version, minor)),
    openapi: `${home}/openapi.json`,
    docs: `${home}/docs`,
    changelog: `/docs/changelog${home}`,
    deprecations: routes.flatMap((route) => viewDeprecations(home, route, now)),
  };
}

function viewDeprecations(home: string, route: Route, now: Date): DeprecationView[] {
  const { operationId, method, path, lifecycle: own } = route;
  const operation = { operationId, method, path: home + path.replaceAll(/:(\w+)/g, '{$1}') };
  return [
    ...(own ? [{ ...operation, part: null, ...viewEnd(own, now) }] : []),
    ...deprecatedPartsOf(route).map(({ in: place, name, lifecycle }) => ({
      ...operation,
      part: { in: place, name },
      ...viewEnd(lifecycle, now),
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

function viewEnd(lifecycle: Lifecycle, now: Date): EndView {
  const { id, deprecated, sunset = null, successor, guide } = lifecycle;
  return { id, state: stateAt(now, lifecycle), deprecated, sunset, successor, guide };
}
