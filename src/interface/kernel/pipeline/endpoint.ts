import { LRUCache } from 'lru-cache';
import { deprecationsOf, type Deprecations } from '../declaration/sunset.js';
import type { Checked } from '../input/validate.js';
import { minorForms, type MinorForm } from '../minors/minor-form.js';
import type { Content, Route } from '../declaration/route.js';
import { minors, versionPath, type ApiVersion } from '../declaration/version.js';

/** Size limit for the parsed URLs of each route, in characters. Each entry also counts with a fixed overhead. */
const rememberedAtMost = 500_000;
const overhead = 100;

/** The validated request, and the cache key of its answer. */
interface ParsedRequest {
  readonly checked: Checked;
  readonly key: string;
}

/** A route in its version, with everything that can be computed before the first request. */
export interface Endpoint {
  readonly version: ApiVersion;
  readonly route: Route;
  /** The path pattern, with the version. */
  readonly path: string;
  readonly ends: Deprecations;
  /** Whether it, or a part of it, is deprecated. */
  readonly isEnding: boolean;
  /** All minors of the version, oldest first. */
  readonly minors: readonly [string, ...string[]];
  /** Minor → the route as that minor has it. Undefined where it is as in the newest one. */
  readonly formIn: (minor: string) => MinorForm | undefined;
  readonly mediaType: string;
  /** Minor and raw URL → the parsed request. Undefined for a route without `cache`. */
  readonly parsed: LRUCache<string, ParsedRequest> | undefined;
}

export function prepareEndpoint(version: ApiVersion, route: Route): Endpoint {
  const ends = deprecationsOf(version, route);
  return {
    version,
    route,
    path: `${versionPath(version)}${route.path}`,
    ends,
    isEnding: ends.whole !== undefined || ends.parts.length > 0,
    minors: minors(version),
    formIn: minorForms(version, route),
    mediaType: mediaTypeOf(Object.values(route.responds)[0]),
    parsed: route.cache && rememberedRequests(),
  };
}

function rememberedRequests(): LRUCache<string, ParsedRequest> {
  return new LRUCache({ maxSize: rememberedAtMost, sizeCalculation: (_, url) => url.length + overhead });
}

function mediaTypeOf(content: Content | undefined): string {
  return content && 'mediaType' in content ? content.mediaType : 'application/json';
}
