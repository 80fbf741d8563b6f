import type { Refusal } from '../../../domain/kernel/refusal.js';
import { minorsOf, type ContractChange } from './contract-change.js';
import type { Lifecycle } from './lifecycle.js';
import type { Route, Shape } from './route.js';

/** One major: what all its routes have in common. Its routes live in its folder, one folder a feature. */
export interface ApiVersion {
  readonly major: number;
  /** The minor of a client that asks for none: `N.0`, for ever. */
  readonly baseline: string;
  readonly title: string;
  /** For the reader of the documentation, in Markdown. */
  readonly description: string;
  /** How a refusal looks in this version, and its shape for the documentation. */
  readonly refusal: {
    readonly shape: Shape;
    readonly mediaType: string;
    /** @param instance names this very refusal: the request id */
    present(refusal: Refusal, instance: string): object;
  };
  /** All that has changed since the baseline, oldest first; loaded from the folders of its features. */
  readonly changes: readonly ContractChange[];
  /** How the whole major comes to its end, once that is known. */
  readonly lifecycle?: Lifecycle;
  /** Whether `Idempotency-Key` is understood on every POST. */
  readonly idempotency: boolean;
  /** Whether a query parameter that a route does not know is a fault. */
  readonly unknownQueryIsFault: boolean;
}

/** All minors of a major, oldest first. */
export function minors({ baseline, changes }: ApiVersion): readonly [string, ...string[]] {
  return minorsOf(baseline, changes);
}

/** The path below which a version lives, for example `/v1`. */
export function versionPath({ major }: ApiVersion): string {
  return `/v${major}`;
}

/** A version with all its routes, those of its documentation included. */
export interface MountedVersion {
  readonly version: ApiVersion;
  readonly routes: readonly Route[];
}
