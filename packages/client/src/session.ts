import { refusalIn } from './problem.js';
import type { Send } from './retries.js';

/** What a sign-in of `/v1` gives: it has no refresh. */
interface SingleToken {
  readonly accessToken: string;
  readonly refreshToken?: never;
  readonly secret?: never;
}

/** A pair of tokens, with the name of their session. */
export interface TokenPair {
  readonly accessToken: string;
  /** Can be used once, for the next pair. */
  readonly refreshToken: string;
  /**
   * A secret of the client, which stays the same from the sign-in on and names the session. Who knows it and uses a
   * refresh token a second time, such as another tab, gets the same pair again. For the library, everybody else has
   * stolen the token.
   */
  readonly secret: string;
}

/** What a sign-in gives. */
export type Tokens = SingleToken | TokenPair;

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
 * of the session that wait for it. Whatever began in one session never continues in another.
 * @param refresh gets the next pair of tokens; undefined if the library refuses
 */
export function withSession(
  send: Send,
  store: TokenStore,
  refresh?: (used: TokenPair) => Promise<TokenPair | undefined>,
): Send {
  /** The refreshes that run, by the tokens that they use. */
  const refreshes = new Map<string, Promise<unknown>>();
  return async (request) => {
    const used = store.get();
    const response = await sendAs(send, request, used);
    if (!refresh || !used?.refreshToken || !(await isForNewTokens(response))) return response;
    const { accessToken, refreshToken, secret } = used;
    // They may have been replaced meanwhile: here, and while the refresh runs.
    const isKept = () => store.get()?.refreshToken === refreshToken;
    if (isKept() && !refreshes.has(refreshToken)) {
      const refreshing = refresh(used)
        .then((pair) => isKept() && store.set(pair))
        .finally(() => refreshes.delete(refreshToken));
      refreshes.set(refreshToken, refreshing);
    }
    await refreshes.get(refreshToken);
    const next = store.get();
    const isNext = next && next.secret === secret && next.accessToken !== accessToken;
    return isNext ? sendAs(send, request, next) : response;
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
