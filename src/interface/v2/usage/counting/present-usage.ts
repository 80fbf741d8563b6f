import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import type { UsageOwner, UsageView } from '../../../../application/usage/counting/usage-queries.js';
import { toId } from '../../ids.js';
import type { Usage, UsageClient } from './usage-shapes.js';

/** A key sees its own calls, a person those of all their clients. */
export function ownerOf({ apiKey, patronId }: SignedIn): UsageOwner {
  return apiKey === undefined ? { patronId } : { keyId: apiKey };
}

export function presentUsage(use: UsageView): Usage {
  const { operationId, major, minor, minorSource, element, outcome, calls, lastAt } = use;
  return {
    client: presentClient(use),
    operationId,
    major: `v${major}`,
    minor,
    minorSource,
    deprecatedPart: element === '' ? null : element,
    outcome,
    calls,
    lastCalledAt: lastAt.toISOString(),
  };
}

function presentClient({ kind, keyId, program }: UsageView): UsageClient {
  return {
    // Nobody owns anonymous calls.
    kind: kind as UsageClient['kind'],
    apiKeyId: keyId === null ? null : toId('apiKey', keyId),
    program,
  };
}
