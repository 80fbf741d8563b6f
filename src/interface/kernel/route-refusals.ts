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
export function refusalsOf({ accepts = {}, audience, refuses = [] }: Route): readonly RefusalReason[] {
  const { path, query, body } = accepts;
  const follows = [
    { when: true, reasons: [notAcceptable, limitExceeded, unavailable] },
    { when: audience !== 'anonymous', reasons: [tokenMissing, tokenInvalid] },
    { when: audience === 'librarian' || audience === 'admin', reasons: [notAllowed] },
    { when: path ?? query ?? body, reasons: [validationFailed] },
    { when: body, reasons: [malformedJson, tooLarge, unsupportedMediaType] },
  ];
  return [...follows.flatMap(({ when, reasons }) => (when ? reasons : [])), ...refuses];
}
