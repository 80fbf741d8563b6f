import type { SentRequest } from '../../../application/kernel/process/report.js';

/**
 * Sends a recorded request again, with its own `Idempotency-Key`. If the first request was stored after all, the stored
 * answer comes back and nothing is done twice. Without a key it is a second request.
 * @param token replaces the original token, which was not recorded
 */
export async function sendAgain(
  { method, headers, body }: SentRequest,
  url: URL,
  requestId: string,
  token: string | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...headers,
      // What is sent again is no use of its own, so it is counted as that of a monitor.
      'User-Agent': 'shelflife-replay',
      'X-Request-Id': `replay-${requestId}`.slice(0, 128),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text() };
}
