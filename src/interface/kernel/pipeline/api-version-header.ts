import { notOneOf } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { refuseWhatIsGone } from './evolution-steps.js';
import type { Exchange } from './exchange.js';
import { chooseMinor } from '../declaration/minor.js';
import { versionMalformed, versionUnknown } from '../errors/refusals.js';

/**
 * Reads the minor from the header `API-Version`, and sets the header of the answer. The caller is still unknown, so an
 * error in the header is reported before any other, except that something is gone in every minor.
 * @throws Refusal `request.version_malformed`, `request.version_unknown`, with the existing minors; `request.gone`
 */
export function readApiVersion(exchange: Exchange): void {
  exchange.ctx.vary('API-Version');
  try {
    answerAs(exchange, undefined);
  } catch (error) {
    refuseWhatIsGone(exchange);
    throw error;
  }
}

/** Applies the pin of the caller if the request names no minor. */
export function applyPin(exchange: Exchange): void {
  const { caller, endpoint } = exchange;
  const pin = caller.role === 'anonymous' ? undefined : caller.pins?.[endpoint.version.major];
  if (pin !== undefined) answerAs(exchange, pin);
}

function answerAs(exchange: Exchange, pin: string | undefined): void {
  const { ctx, endpoint } = exchange;
  const choice = chooseMinor(ctx.get('API-Version'), pin, endpoint.minors);
  ctx.set('API-Version', 'minor' in choice ? choice.minor : endpoint.version.baseline);
  exchange.minorSource = 'minor' in choice ? choice.source : 'header';
  if ('fault' in choice) throw faultOf(choice.fault, endpoint.minors);
  exchange.minor = choice.minor;
  exchange.form = endpoint.formIn(choice.minor);
  ctx.state['form'] = exchange.form;
}

function faultOf(fault: string, minors: readonly string[]): Refusal {
  const isUnknown = fault === 'unknown' || fault === 'wrong_major';
  const fields = { 'API-Version': [notOneOf(minors)] };
  return new Refusal(isUnknown ? versionUnknown : versionMalformed, fields, { parameters: ['API-Version'] });
}
