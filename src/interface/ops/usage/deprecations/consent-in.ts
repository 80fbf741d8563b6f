import type { Agreeing } from '../../../../application/usage/lifecycle/consent-service.js';
import { missing, notOneOf } from '../../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { validationFailed } from '../../../kernel/errors/refusals.js';
import type { ClientConsent } from './decision-shapes.js';

/**
 * What a request agrees to. Who says until when does not mean a consent, which nobody can take back.
 * @throws Refusal `request.validation_failed` for an extension without an end, or an end without an extension
 */
export function consentIn(lifecycleId: string, { consumer, kind, until, reason }: ClientConsent): Agreeing {
  if (kind === 'extension' && until === undefined) throw new Refusal(validationFailed, { until: [missing] });
  if (kind === 'consent' && until !== undefined)
    throw new Refusal(validationFailed, { kind: [notOneOf(['extension'])] });
  return { lifecycleId, consumerId: consumer, until, reason };
}
