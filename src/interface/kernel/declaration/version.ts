import type { Refusal, RefusalReason } from '../../../domain/kernel/refusal.js';
import type { Wording } from '../errors/sentences.js';
import { minorsOf, type ContractChange } from './contract-change.js';
import type { Lifecycle } from './lifecycle.js';
import type { Route } from './route.js';
import type { Shape } from '../shapes/shape.js';

/** The form of a single reason in the answers of a version. */
export interface ReasonForm {
  readonly shape: Shape;
  readonly present: (reason: RefusalReason, wording: Wording) => object;
}

/**
 * One major: the properties that all its routes share. The routes are in its folder, with one folder for each feature.
 */
export interface ApiVersion {
  /** For an API beside the majors of the library: the path before its version, such as `/ops`. */
  readonly space?: string;
  readonly major: number;
  /** The minor for clients without `API-Version` and without a pin: `N.0`, for ever. */
  readonly baseline: string;
  readonly title: string;
  /** For the documentation, in Markdown. */
  readonly description: string;
  /** Where a bearer token comes from, for the documentation, in Markdown. */
  readonly tokens: string;
  /** Tag → description for the documentation, from the folders of the features. */
  readonly tags: Readonly<Record<string, string>>;
  /** The form of a refusal in this version, and its shape for the documentation. */
  readonly refusal: {
    readonly shape: Shape;
    readonly mediaType: string;
    /** @param instance identifies this one refusal: the request id */
    present(refusal: Refusal, instance: string, wording: Wording): object;
    /** The form of a single reason in answers that list reasons. */
    readonly reason?: ReasonForm;
  };
  /** All changes since the baseline, oldest first, from the folders of the features; those of drafts, too. */
  readonly changes: readonly ContractChange[];
  /** The newest minor that is served; undefined where drafts are served, too. */
  readonly newest?: string;
  /** The deprecation of the whole major, once it is planned. */
  readonly lifecycle?: Lifecycle;
  /** Whether every POST supports `Idempotency-Key`. */
  readonly idempotency: boolean;
  /** Whether an unknown query parameter is refused. */
  readonly unknownQueryIsFault: boolean;
}

/** All served minors of a major, oldest first. */
export function minors({ baseline, changes, newest }: ApiVersion): readonly [string, ...string[]] {
  const [first, ...later] = minorsOf(baseline, changes);
  return [first, ...(newest === undefined ? later : later.slice(0, later.indexOf(newest) + 1))];
}

/** The path of a version, for example `/v1` or `/ops/v1`. */
export function versionPath({ space = '', major }: ApiVersion): string {
  return `${space}/v${major}`;
}

/** A version with all its routes, including those of its documentation. */
export interface MountedVersion {
  readonly version: ApiVersion;
  readonly routes: readonly Route[];
}

/** The majors that are served, and the day on which each minor was released; a draft has none. */
export interface ServedVersions {
  readonly versions: readonly MountedVersion[];
  readonly releases: ReadonlyMap<string, string>;
}
export const ServedVersions = Symbol('kernel.ServedVersions');
