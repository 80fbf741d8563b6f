import { getMetadataStorage, IS_STRING } from 'class-validator';
import { keyInUse, keyReused } from '../../../application/kernel/storage/idempotency.js';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { lifecyclesOf } from './sunset.js';
import { lengthRequired, malformedForm } from '../errors/form-refusals.js';
import { formExpected } from './form.js';
import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import {
  brownout,
  gone,
  limitExceeded,
  malformedJson,
  notAcceptable,
  notAllowed,
  scopeMissing,
  secondFactorMissing,
  tokenInvalid,
  tokenMissing,
  tooLarge,
  unsupportedMediaType,
  validationFailed,
  versionMalformed,
  versionUnknown,
} from '../errors/refusals.js';
import type { Route } from './route.js';
import type { Shape } from '../shapes/shape.js';
import type { ApiVersion } from './version.js';

/** All reasons for which a route can be refused: those that it declares, and those that follow from its declaration. */
export function refusalsOf(version: ApiVersion, route: Route): readonly RefusalReason[] {
  const { method, accepts = {}, refuses = [] } = route;
  const { path, query, body, files } = accepts;
  const takesKey = version.idempotency && method === 'POST';
  const follows = [
    { when: true, reasons: [notAcceptable, limitExceeded, unavailable, versionMalformed, versionUnknown] },
    { when: lifecyclesOf(version, route).some(({ sunset }) => sunset), reasons: [gone, brownout] },
    { when: takesKey, reasons: [keyInUse, keyReused] },
    { when: true, reasons: refusedCallers(route) },
    { when: (path && mayBeWrong(path)) || query || body || files || takesKey, reasons: [validationFailed] },
    { when: body, reasons: [malformedJson, tooLarge, unsupportedMediaType] },
    { when: files, reasons: [malformedForm, lengthRequired, tooLarge, formExpected] },
  ];
  return [...follows.flatMap(({ when, reasons }) => (when ? reasons : [])), ...refuses];
}

function refusedCallers({ audience, scope, beforeSecondFactor }: Route): RefusalReason[] {
  if (audience === 'anonymous') return [];
  return [
    tokenMissing,
    tokenInvalid,
    ...(beforeSecondFactor ? [] : [secondFactorMissing]),
    ...(audience === 'patron' ? [] : [notAllowed]),
    ...(scope ? [scopeMissing] : []),
  ];
}

/** A path parameter is always text. A shape that requires nothing more accepts everything. */
function mayBeWrong(path: Shape): boolean {
  return getMetadataStorage()
    .getTargetValidationMetadatas(path, '', true, false)
    .some(({ name }) => name !== IS_STRING);
}
