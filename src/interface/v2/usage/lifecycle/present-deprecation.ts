import type { StoredAgreement } from '../../../../application/usage/lifecycle/agreements.js';
import type { OwnDeprecation, OwnUse } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { stateAt } from '../../../kernel/declaration/lifecycle.js';
import { toId } from '../../ids.js';
import type { DeprecatedUse, MyDeprecation, SunsetConsent } from './deprecation-shapes.js';

export function presentDeprecation(
  { lifecycle, known, uses, agreements }: OwnDeprecation,
  now: Date,
): MyDeprecation {
  const { id, deprecated, sunset = null, successor = null, guide } = lifecycle;
  return {
    id,
    state: stateAt(now, lifecycle, known),
    deprecated,
    sunset,
    successor,
    guide,
    uses: uses.map(presentUse),
    consents: agreements.map(presentConsent),
  };
}

export function presentConsent({ consumerId, kind, until, at }: StoredAgreement): SunsetConsent {
  return {
    clientId: toId('consumer', consumerId),
    kind,
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
  };
}

function presentUse({ consumerId, kind, keyId, program, major, element, ...use }: OwnUse): DeprecatedUse {
  return {
    clientId: toId('consumer', consumerId),
    // An anonymous client has no owner.
    kind: kind as DeprecatedUse['kind'],
    apiKeyId: keyId === null ? null : toId('apiKey', keyId),
    program,
    operationId: use.operationId,
    major: `v${major}`,
    deprecatedPart: element === '' ? null : element,
    calls: use.calls,
    lastCalledAt: use.lastAt.toISOString(),
    evidence: use.evidence.map(({ at, requestId, userAgent, minor, minorSource, status }) => ({
      at: at.toISOString(),
      requestId,
      userAgent,
      minor,
      minorSource,
      status,
    })),
  };
}
