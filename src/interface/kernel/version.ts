import type { Refusal } from '../../domain/kernel/refusal.js';
import type { Shape } from './route.js';

/** One major: what all its routes have in common. Its routes live in its folder, one folder a feature. */
export interface ApiVersion {
  readonly major: number;
  /** The newest first minor a client gets that asks for none: `N.0`, for ever. */
  readonly baseline: string;
  readonly title: string;
  /** For the reader of the documentation, in Markdown. */
  readonly description: string;
  /** How a refusal looks in this version, and its shape for the documentation. */
  readonly refusal: {
    readonly shape: Shape;
    readonly mediaType: string;
    present(refusal: Refusal): object;
  };
  /** Whether a query parameter that a route does not know is a fault. */
  readonly unknownQueryIsFault: boolean;
}

/** The path below which a version lives, for example `/v1`. */
export function versionPath({ major }: ApiVersion): string {
  return `/v${major}`;
}
