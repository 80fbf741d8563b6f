import type { Context } from 'koa';
import { checkAccess, consumeRateLimit, identifyCaller, limitAccountUse } from './access-steps.js';
import { applyPin, readApiVersion } from './api-version-header.js';
import type { Endpoint } from './endpoint.js';
import {
  announceDeprecation,
  downgradeResponse,
  keepRehearsalPrivate,
  readRehearsal,
  refuseWhatIsGone,
  upgradeRequest,
} from './evolution-steps.js';
import { sendResponse } from '../answer/encoded-response.js';
import { beginExchange, type Kernel } from './exchange.js';
import { allowStaleReads, callHandler, runWithinDeadline } from './handler-steps.js';
import { checkInput, parseCachedRequest, readRawInput, recallRequest } from './input-steps.js';
import { answerIdempotently } from './idempotency.js';
import { encodeResponse, fromCache, negotiateMediaType } from './response-steps.js';
import { withUploadFolder } from '../input/upload-folder.js';

/**
 * The Koa handler of a route: all steps of a request, in this order. A step returns at once if its route does not need
 * it. A `Refusal` ends the pipeline (see `error-response.ts`). `docs/architecture.md`, "The pipeline, step by step",
 * describes each step and its refusals.
 */
export function pipeline(kernel: Kernel, endpoint: Endpoint): (ctx: Context) => Promise<void> {
  return (ctx) => {
    const exchange = beginExchange(kernel, endpoint, ctx);
    readRehearsal(exchange);
    announceDeprecation(exchange);
    readApiVersion(exchange);
    return runWithinDeadline(exchange, async () => {
      const known = await identifyCaller(exchange);
      refuseWhatIsGone(exchange);
      exchange.caller = checkAccess(exchange, known);
      applyPin(exchange);
      await consumeRateLimit(exchange);
      negotiateMediaType(exchange);
      await withUploadFolder(exchange, async () => {
        recallRequest(exchange);
        await readRawInput(exchange);
        upgradeRequest(exchange);
        announceDeprecation(exchange);
        refuseWhatIsGone(exchange);
        parseCachedRequest(exchange);
        const response = await fromCache(exchange, () =>
          limitAccountUse(exchange, () =>
            answerIdempotently(exchange, async () => {
              checkInput(exchange);
              const reply = await allowStaleReads(exchange, () => callHandler(exchange));
              const answer = downgradeResponse(exchange, reply);
              return encodeResponse(exchange, answer);
            }),
          ),
        );
        await sendResponse(exchange, response);
        keepRehearsalPrivate(exchange);
      });
    });
  };
}
