import { viewVersions, type Present } from '../../documentation/discovery/versions-view.js';
import type { ServedVersions } from '../../kernel/declaration/version.js';
import type { ServedMajor } from './service-shapes.js';

/** The majors at a moment, oldest first. */
export function servedMajors({ versions, releases }: ServedVersions, present: Present): ServedMajor[] {
  return viewVersions(versions, present).map(
    ({ version, state, deprecated, sunset, deprecations, minors }) => ({
      version,
      state,
      deprecated,
      sunset,
      deprecations: deprecations.length,
      minors: minors.map(({ minor, changes }) => ({
        minor,
        released: releases.get(minor) ?? null,
        changes: changes.length,
      })),
    }),
  );
}
