/** Sends a request. */
export type Send = (request: Request) => Promise<Response>;

export interface RetryOptions {
  /** How often a request is sent again at most. Default: 3. */
  readonly retries?: number;
  /** If `Retry-After` asks for more seconds than this, the request is not sent again. Default: 60. */
  readonly maxWaitSeconds?: number;
}

const unavailable = new Set([502, 503, 504]);
const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/**
 * Sends a request again if it had no effect, or if it has the same effect when it is sent twice: after 429, and if it can
 * be repeated, after 502, 503, 504, a lost connection, and while an earlier try with its idempotency key is running.
 */
export function withRetries(send: Send, { retries = 3, maxWaitSeconds = 60 }: RetryOptions): Send {
  return async (request) => {
    for (let tries = 0; tries < retries; tries++) {
      const answer = await send(request.clone()).catch((error: unknown) => afterLoss(request, error));
      const seconds = (answer && secondsToWait(answer)) ?? backoff(tries);
      if (answer && (seconds > maxWaitSeconds || !asksForRetry(request, answer))) return answer;
      await answer?.body?.cancel();
      await sleep(seconds * 1_000, request.signal);
    }
    return send(request);
  };
}

/** `fetch` rejects with a TypeError if the connection is lost. @throws unknown unless the request can be repeated */
function afterLoss(request: Request, error: unknown): undefined {
  if (!canBeRepeated(request) || !(error instanceof TypeError)) throw error;
}

function asksForRetry(request: Request, { status, headers }: Response): boolean {
  if (status === 429) return true;
  const isKeyInUse = status === 409 && headers.has('Retry-After');
  return canBeRepeated(request) && (unavailable.has(status) || isKeyInUse);
}

/** With `If-Match`, a second try is refused if the first one took effect. */
function canBeRepeated({ method, headers }: Request): boolean {
  return headers.has('Idempotency-Key') || (repeatable.has(method) && !headers.has('If-Match'));
}

/** What `Retry-After` says, as a number or as a date (RFC 9110). */
export function secondsToWait({ headers }: Response): number | undefined {
  const value = headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Half a second, a second, two and so on, or up to half less, so that not all clients come back at once. */
function backoff(tries: number): number {
  return 2 ** (tries - 1) * (1 - Math.random() / 2);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
