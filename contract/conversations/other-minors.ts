import type { Node } from '../differ/node.js';
import { operationIn } from './coverage.js';
import type { Conversation, ExpectedAnswer, SentRequest, Step } from './conversation.js';
import type { Replayable } from './replay.js';

/** A minor of the major of a conversation. */
export interface Minor {
  readonly minor: string;
  readonly document: Node;
  /** operationIds of the operations that it adds or changes. */
  readonly operations: ReadonlySet<string>;
}

/** Requests without a minor get the first one. This variant asks for it explicitly and must get the same answers. */
export function askingOutright(conversation: Conversation): Replayable {
  return asking(conversation, conversation.minor, () => false);
}

/**
 * The conversation, held by a client of each later minor. The answers of operations that no change touches must be the
 * same, except for the minor in them.
 * @param minors all minors of the major, oldest first
 */
export function inLaterMinors(conversation: Conversation, minors: readonly Minor[]): Replayable[] {
  const own = minors.findIndex(({ minor }) => minor === conversation.minor);
  return minors.slice(own + 1).flatMap((later, at) => {
    const since = minors.slice(own + 1, own + at + 2);
    const touched = new Set(since.flatMap(({ operations }) => [...operations]));
    const variant = asking(conversation, later.minor, isTouched(minors[own], later, touched));
    return variant.steps.some(({ expect }) => expect) ? [variant] : [];
  });
}

/** A request to a path that has got another method is touched, too: the methods are in `Allow`. */
function isTouched(
  own: Minor | undefined,
  later: Minor,
  touched: ReadonlySet<string>,
): (request: SentRequest) => boolean {
  const [then, now] = [operationIn(own?.document ?? {}), operationIn(later.document)];
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  return (request) => {
    if (then(request) !== undefined) return touched.has(now(request) ?? '');
    return methods.some((method) => touched.has(now({ ...request, method }) ?? ''));
  };
}

/** The conversation with this minor in the header. A step that names a minor itself stays as it is. */
function asking(
  conversation: Conversation,
  minor: string,
  isLeftOut: (request: SentRequest) => boolean,
): Replayable {
  const steps = conversation.steps.map((step) => {
    const { expect, ...rest } = step;
    if (namesMinor(step)) return step;
    const isPinned = ![undefined, conversation.minor].includes(expect.headers['api-version']);
    // What is gone, and another method, is answered before the minor is read.
    if ([405, 410].includes(expect.status) || step.request.method === 'OPTIONS')
      return isLeftOut(step.request) ? rest : step;
    return isPinned || isLeftOut(step.request) ? rest : { ...rest, expect: as(minor, conversation, expect) };
  });
  return { ...conversation, sends: { ...conversation.sends, 'API-Version': minor }, steps };
}

function namesMinor({ request: { headers = {} } }: Step): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'api-version');
}

/** The answer in another minor: it is named, and the tags of revisions contain it. */
function as(minor: string, { minor: own }: Conversation, expect: ExpectedAnswer): ExpectedAnswer {
  const { etag, ...headers } = expect.headers;
  return {
    ...expect,
    headers: {
      ...headers,
      ...('api-version' in headers && { 'api-version': minor }),
      ...(etag !== undefined && { etag: etag.replace(`-v${own}`, `-v${minor}`) }),
    },
  };
}
