import { Refusal } from '../../../domain/kernel/refusal.js';
import { languageOf } from '../answer/language.js';
import type { Reply } from '../declaration/reply.js';
import { refuseEnded, secondsOff, setDeprecationHeaders } from '../declaration/sunset.js';
import { preferredMoment } from '../input/preference.js';
import type { Exchange } from './exchange.js';

/**
 * Reads the preference `lifecycle-at`, and tells that it is followed: this one answer is as on that later day. A moment
 * that is past would bring back what is gone, and is ignored as a malformed one is. Everybody may rehearse, also without
 * a token.
 */
export function readRehearsal(exchange: Exchange): void {
  const { kernel, ctx } = exchange;
  const { prefer } = ctx.req.headers;
  if (typeof prefer !== 'string') return;
  const preferred = preferredMoment(prefer);
  if (!preferred || preferred.at <= kernel.clock.now()) return;
  exchange.rehearsedAt = preferred.at;
  ctx.set('Preference-Applied', `lifecycle-at="${preferred.text}"`);
  ctx.vary('Prefer');
}

/** The answer to a rehearsal is for nobody else. */
export function keepRehearsalPrivate({ ctx, rehearsedAt }: Exchange): void {
  if (rehearsedAt) ctx.set('Cache-Control', 'no-store');
}

/**
 * Sets `Deprecation`, `Sunset` and `Link` for everything deprecated that this request uses. It runs twice: first for
 * the route and the query, then again after the body was read.
 */
export function announceDeprecation({ endpoint, ctx, raw }: Exchange): void {
  if (endpoint.isEnding) setDeprecationHeaders(ctx, endpoint.ends, sentOf({ ctx, raw }));
}

/**
 * Runs after each announcement. The caller is known then, and their rights are not checked yet. What the route and the
 * query show is refused in the name of the first minor, whichever was asked for.
 * @throws Refusal `request.gone` for anything past its sunset, `request.brownout` for anything that is switched off for a
 * short time, with `Retry-After`
 */
export function refuseWhatIsGone(exchange: Exchange): void {
  const { kernel, endpoint, ctx, raw, rehearsedAt } = exchange;
  if (!endpoint.isEnding) return;
  const at = rehearsedAt ?? kernel.clock.now();
  try {
    refuseEnded(
      kernel.lifecycles,
      { at, isRehearsed: rehearsedAt !== undefined },
      endpoint.ends,
      sentOf({ ctx, raw }),
    );
  } catch (error) {
    const seconds = error instanceof Refusal ? secondsOff(error, at) : undefined;
    if (seconds !== undefined) ctx.set('Retry-After', String(seconds));
    if (!raw) ctx.set('API-Version', endpoint.version.baseline);
    throw error;
  }
}

function sentOf({ ctx, raw }: Pick<Exchange, 'ctx' | 'raw'>): NonNullable<Exchange['raw']> {
  return raw ?? { path: ctx['params'] as object, query: ctx.query, body: undefined };
}

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
