import { languageOf } from '../answer/language.js';
import type { Exchange } from './exchange.js';
import type { Reply } from '../declaration/reply.js';

/** Converts a request of an older minor to the newest form, as far as functions of change modules say so. */
export function upgradeRequest(exchange: Exchange): void {
  const { raw, form } = exchange;
  if (raw && form) exchange.raw = form.upgradeRequest(raw);
}

/** Converts an answer of the newest form to the minor of the request. A text stays as it is. */
export function downgradeResponse(
  { kernel, ctx, form }: Exchange,
  reply: Reply<number, unknown>,
): Reply<number, unknown> {
  const { status, body } = reply;
  if (!form || typeof body === 'string') return reply;
  return { ...reply, body: form.downgradeResponse(status, body, kernel.sentences.in(languageOf(ctx))) };
}
