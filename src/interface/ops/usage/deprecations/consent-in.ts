import type { Agreeing } from '../../../../application/usage/lifecycle/consent-service.js';
import { missing } from '../../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { validationFailed } from '../../../kernel/errors/refusals.js';
import type { ClientConsent } from './decision-shapes.js';

/** What a request agrees to. @throws Refusal `request.validation_failed` for an extension without an end */
export function consentIn(lifecycleId: string, { consumer, kind, until, reason }: ClientConsent): Agreeing {
  if (kind === 'consent') return { lifecycleId, consumerId: consumer, until: undefined, reason };
  if (until === undefined) throw new Refusal(validationFailed, { until: [missing] });
  return { lifecycleId, consumerId: consumer, until, reason };
}
