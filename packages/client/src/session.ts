import { refusalIn } from './problem.js';
import type { Send } from './retries.js';

/** What a sign-in gives. */
export interface Tokens {
  readonly accessToken: string;
  /** Can be used once, for the next pair. `/v1` has none. */
  readonly refreshToken?: string;
  /**
   * A secret of the client. Who knows it and uses a refresh token a second time, such as another tab, gets the same pair
   * again. For the library, everybody else has stolen the token.
   */
  readonly secret?: string;
}

/** Where the tokens are kept. A browser may keep them in its storage, so that they outlive the page. */
export interface TokenStore {
  get(): Tokens | undefined;
  /** @param tokens undefined after signing out, and when the library no longer takes the refresh token */
  set(tokens: Tokens | undefined): void;
}

/** Keeps the tokens in memory. */
export function memoryStore(): TokenStore {
  let kept: Tokens | undefined;
  return { get: () => kept, set: (tokens) => (kept = tokens) };
}

/**
 * Sends requests as the one who has signed in. When the access token is no longer valid, one refresh serves all requests
 * that wait for it.
 * @param refresh gets the next pair of tokens; undefined if the library refuses
 */
export function withSession(
  send: Send,
  store: TokenStore,
  refresh?: (used: Tokens) => Promise<Tokens | undefined>,
): Send {
  let refreshing: Promise<void> | undefined;
  return async (request) => {
    const used = store.get();
    const response = await sendAs(send, request, used);
    if (!refresh || !used?.refreshToken || !(await isForNewTokens(response))) return response;
    // They may have been replaced meanwhile.
    if (store.get()?.accessToken === used.accessToken)
      refreshing ??= refresh(used)
        .then((pair) => store.set(pair))
        .finally(() => (refreshing = undefined));
    await refreshing;
    const next = store.get();
    return next && next.accessToken !== used.accessToken ? sendAs(send, request, next) : response;
  };
}

function sendAs(send: Send, request: Request, tokens: Tokens | undefined): Promise<Response> {
  const sent = request.clone();
  if (tokens) sent.headers.set('Authorization', `Bearer ${tokens.accessToken}`);
  return send(sent);
}

async function isForNewTokens(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  return (await refusalIn<{ readonly code: string }>(response))?.code === 'request.token_invalid';
}
