import type { Caller } from '../../src/application/kernel/request/caller.js';
import type { Language } from '../../src/domain/kernel/language.js';
import { Refusal } from '../../src/domain/kernel/refusal.js';
import { revisionIn, revisionTag } from '../../src/interface/kernel/answer/etag.js';
import { english } from '../../src/interface/kernel/errors/sentences.js';
import { checkInput } from '../../src/interface/kernel/input/validate.js';
import type { Reply } from '../../src/interface/kernel/declaration/reply.js';
import type { Input, Route, RouteGroup } from '../../src/interface/kernel/declaration/route.js';
import { anonymous } from './callers.js';

/** The parts of a request as they arrive: path and query are strings. A part that is left out is empty. */
interface RequestParts {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** The parsed JSON. */
  readonly body?: unknown;
  /** Anonymous when left out. */
  readonly caller?: Caller;
  /** The header `If-Match`. */
  readonly ifMatch?: string;
  /** The best language for the caller; by default `en`. */
  readonly language?: Language;
  /** The minor of the answer. By default it is the minor that introduced the route. */
  readonly minor?: string;
}

/** The codes with which any route can refuse. A route declares all others that it needs. */
const commonCodes = ['request.validation_failed', 'request.not_found', 'request.version_unknown'];

/**
 * Calls the handler of a route without HTTP, and returns what a client gets. The parts pass the validation of the route first, as in the service.
 * Audience, limits and cache do not apply.
 * @throws Refusal `request.validation_failed` for parts that the route does not accept, and the refusals of the handler
 * @throws Error for a refusal that the route does not declare
 */
export async function call(
  group: RouteGroup,
  operationId: string,
  parts: RequestParts = {},
): Promise<Reply<number, unknown>> {
  const route = routeOf(group, operationId);
  try {
    const { status, headers, body } = await route.handle(inputOf(route, parts));
    return { status, headers, body };
  } catch (error) {
    if (error instanceof Refusal) checkDeclared(route, error);
    throw error;
  }
}

function checkDeclared({ operationId, refuses = [] }: Route, { reasons }: Refusal): void {
  const declared = new Set<string>([...refuses.map(({ code }) => code), ...commonCodes]);
  const undeclared = reasons.map(({ code }) => code).filter((code) => !declared.has(code));
  if (undeclared.length > 0) throw new Error(`${operationId} does not declare ${undeclared.join(', ')}.`);
}

/** The declaration of a route. @throws Error when the group has no such route */
export function routeOf(group: RouteGroup, operationId: string): Route {
  const route = group.routes().find((each) => each.operationId === operationId);
  if (!route) throw new Error(`There is no route ${operationId}.`);
  return route;
}

/** The input of a handler for these parts. @throws Refusal `request.validation_failed` */
export function inputOf(route: Route, parts: RequestParts = {}): Input<object, never> {
  const { path = {}, query = {}, body, caller = anonymous, ifMatch = '', minor = route.since } = parts;
  const { language = 'en' } = parts;
  const input = {
    ...checkInput(route.accepts, { path, query, body }, true),
    caller,
    revision: revisionIn(ifMatch),
    tag: (revision: number, rest?: string) => revisionTag(revision, minor, rest),
    minor,
    language,
    wording: english,
    url: urlOf(route, path, query),
  };
  return input as unknown as Input<object, never>;
}

/** The URL of the request below its major, as in `http://localhost/v1/books?page=2`. */
function urlOf(
  { path: template, since }: Route,
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): URL {
  const [major = ''] = since.split('.');
  const filled = template.replaceAll(/:(\w+)/g, (_, name: string) => path[name] ?? '');
  const url = new URL(`/v${major}${filled}`, 'http://localhost');
  url.search = new URLSearchParams(query).toString();
  return url;
}
