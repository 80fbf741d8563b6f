import { unavailable } from '../../application/kernel/unavailable.js';
import type { RefusalReason } from '../../domain/kernel/refusal.js';
import {
  limitExceeded,
  malformedJson,
  notAcceptable,
  notAllowed,
  tokenInvalid,
  tokenMissing,
  tooLarge,
  unsupportedMediaType,
  validationFailed,
} from './refusals.js';
import type { Route } from './route.js';

/** Every reason for which a route can be refused: its own, and those that follow from its declaration. */
export function refusalsOf({ accepts, audience, refuses = [] }: Route): readonly RefusalReason[] {
  return [
    notAcceptable,
    limitExceeded,
    unavailable,
    ...(audience === 'anonymous' ? [] : [tokenMissing, tokenInvalid]),
    ...(audience === 'anonymous' || audience === 'patron' ? [] : [notAllowed]),
    ...(accepts?.path || accepts?.query || accepts?.body ? [validationFailed] : []),
    ...(accepts?.body ? [malformedJson, tooLarge, unsupportedMediaType] : []),
    ...refuses,
  ];
}
