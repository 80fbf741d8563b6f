import { connect, type Calls, type ClientOptions } from './client.js';
import { linksIn } from './links.js';
import { eachBy, type ListBody, type ListInit, type Page, type PagedPath } from './pages.js';
import { HttpError, Problem, refusalIn } from './problem.js';
import { minor, type Code, type components, type paths } from './schema-v1.js';
import type { TokenStore } from './session.js';

type Schemas = components['schemas'];

/** A refusal of `/v1`, with the wrong fields in `body.errors`. */
export class V1Problem extends Problem<Schemas['RefusalV1'], Code> {
  override readonly name = 'V1Problem';
}

type Item<Path extends keyof paths> = ListBody<paths, Path> extends readonly (infer Each)[] ? Each : never;

/** The client of `/v1`. */
export interface V1Client extends Calls<paths> {
  /** The token of the sign-in. */
  readonly tokens: TokenStore;
  /** All later calls are those of this account, for an hour: `/v1` has no refresh. */
  signIn(credentials: Schemas['LoginBody']): Promise<void>;
  /** All items of a list, page by page. A larger `per_page` needs fewer requests. */
  each<Path extends PagedPath<paths, 'page'>>(
    path: Path,
    init?: ListInit<paths, Path>,
  ): AsyncGenerator<Item<Path>, void, undefined>;
}

/** Makes a client of `/v1`. */
export function createV1Client(options: ClientOptions): V1Client {
  const major = { minor, hasIdempotencyKeys: false, failure };
  const { calls, anonymousCalls, tokens, requireSessions } = connect<paths>(options, major);
  return {
    ...calls,
    tokens,
    async signIn(body) {
      requireSessions();
      tokens.set({ accessToken: (await anonymousCalls.POST('/v1/users/login', { body })).data.token });
    },
    each: eachBy(calls.GET, pageOf) as V1Client['each'],
  };
}

async function failure(response: Response): Promise<HttpError> {
  const body = await refusalIn<Schemas['RefusalV1']>(response);
  return body ? new V1Problem(response, body.message, body) : new HttpError(response);
}

function pageOf(items: readonly unknown[], response: Response): Page {
  const { next } = linksIn(response);
  const page = new URLSearchParams(next?.split('?')[1]).get('page');
  return { items, next: page === null ? undefined : { page } };
}
