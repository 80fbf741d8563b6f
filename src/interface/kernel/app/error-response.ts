import type { Context, Middleware } from 'koa';
import type { Report } from '../../../application/kernel/process/report.js';
import { Outage } from '../../../application/kernel/process/unavailable.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import {
  encodeRefusal,
  sendPage,
  type EncodedResponse,
  type RefusedRequest,
} from '../answer/encoded-response.js';
import { languageOf, varyByLanguage } from '../answer/language.js';
import { acceptedType } from '../input/accepted-type.js';
import type { Sentences, Wording } from '../errors/sentences.js';
import { unversionedError } from './unversioned-error.js';
import { internal, malformedRequest, noSuchPath } from '../errors/refusals.js';
import { redactedRequest } from './redacted-request.js';
import { versionPath, type ApiVersion } from '../declaration/version.js';

/** An error of `ctx.throw` (Koa, "Error handling"). `expose` says whether clients may see its message. */
interface HttpError extends Error {
  readonly expose: boolean;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Counts a refused request. Returns the refusal to answer with. */
type CountRefusal = (ctx: Context, refusal: Refusal) => Promise<Refusal>;

/** What the answer to a refusal is made of. */
export interface RefusalForms {
  readonly versions: readonly ApiVersion[];
  readonly sentences: Sentences;
  /** For a person with a browser. */
  readonly refusalPage: (refusal: Refusal, wording: Wording) => EncodedResponse;
}

export interface ErrorParts extends RefusalForms {
  readonly report: Report;
  readonly countRefusal: CountRefusal;
}

/**
 * Turns every error into an answer in the form of its version, or into a page, without a stack, SQL or path. A request
 * that no middleware has answered gets 404. An error of `ctx.throw` keeps its status, its headers and, if it is exposed,
 * its message. An error after the start of the answer goes to the listener of `error`.
 */
export function errorResponses(parts: ErrorParts): Middleware {
  const { report, countRefusal } = parts;
  return async (ctx, next) => {
    try {
      await next();
      if (isUnanswered(ctx)) throw new Refusal(noSuchPath);
    } catch (error) {
      if (ctx.headerSent) throw error;
      const refusal = refusalOf(error);
      await reportFault(report, ctx, error, refusal);
      if (isHttpError(error)) return answerHttpError(parts, ctx, error, refusal);
      await answerRefusal(parts, ctx, await countRefusal(ctx, refusal));
    }
  };
}

/** An installed application may have sent an answer with 404 by itself. */
function isUnanswered(ctx: Context): boolean {
  return ctx.status === 404 && (ctx.body ?? null) === null && !ctx.headerSent;
}

/** Reports an internal error. An outage is reported elsewhere. */
async function reportFault(report: Report, ctx: Context, error: unknown, refusal: Refusal): Promise<void> {
  const fault = refusal.code === internal.code ? error : refusal.cause;
  if (fault !== undefined && !(fault instanceof Outage)) report.failed(await redactedRequest(ctx), fault);
}

/** Answers a refusal with a page, or else in the form of the version that the request is for; in its language. */
export async function answerRefusal(
  { versions, sentences, refusalPage }: RefusalForms,
  ctx: Context,
  refusal: Refusal,
): Promise<void> {
  const version = versionOf(versions, ctx);
  ctx.state['code'] = refusal.code;
  const wording = sentences.in(languageOf(ctx));
  if (version ? isUnknownPage(ctx, refusal) : isForPerson(ctx)) {
    ctx.vary('Accept-Language');
    return sendPage(ctx, refusalPage(refusal, wording));
  }
  const response = version
    ? encodeRefusal(version, refusal, { ...refusedRequest(ctx), wording })
    : unversionedError(refusal, wording);
  varyByLanguage(ctx, response.headers);
  ctx.status = response.status;
  ctx.set(response.headers);
  ctx.body = response.body;
  ctx.type = response.mediaType;
}

/** Whether a person waits for a page. Programs, and clients that name JSON as well, get JSON. */
function isForPerson(ctx: Context): boolean {
  ctx.vary('Accept');
  return prefersHtml(ctx);
}

function prefersHtml(ctx: Context): boolean {
  const accept = ctx.get('Accept');
  return !/json/i.test(accept) && acceptedType(accept, ['application/json', 'text/html']) === 'text/html';
}

/**
 * Whether a person has opened an unknown address below a version. Programs get what they always got: some prefer HTML by
 * default, Java for one, and none says that it shows a document, as browsers do.
 */
function isUnknownPage(ctx: Context, { code }: Refusal): boolean {
  return code === noSuchPath.code && ctx.get('Sec-Fetch-Dest') === 'document' && prefersHtml(ctx);
}

function refusedRequest(ctx: Context): Omit<RefusedRequest, 'wording'> {
  const { requestId, form } = ctx.state as Pick<RefusedRequest, 'requestId' | 'form'>;
  return { requestId, form, minor: ctx.response.get('API-Version') };
}

async function answerHttpError(
  forms: RefusalForms,
  ctx: Context,
  { status, headers = {} }: HttpError,
  refusal: Refusal,
): Promise<void> {
  ctx.set({ ...headers });
  // In the form of a version, the body has the status of the refusal. Any other status gets the unversioned form.
  const isOfVersion = status === 400 || status === 404 || status === 500;
  await answerRefusal(isOfVersion ? forms : { ...forms, versions: [] }, ctx, refusal);
  ctx.status = status;
}

/** The version that a request is for. Sets its headers, which every answer has. */
function versionOf(versions: readonly ApiVersion[], ctx: Context): ApiVersion | undefined {
  const version = versions.find((each) => `${ctx.path}/`.startsWith(`${versionPath(each)}/`));
  if (version) {
    if (!ctx.response.get('API-Version')) ctx.set('API-Version', version.baseline);
    ctx.vary('API-Version');
  }
  return version;
}

/** An error that is not exposed to clients is an internal one. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!isHttpError(error) || !error.expose) return new Refusal(internal);
  if (error.status === 404) return new Refusal(noSuchPath);
  return new Refusal({ ...malformedRequest, message: error.message });
}

/** Errors of other libraries can have a status, too. Only those of Koa have `expose`. */
function isHttpError(error: unknown): error is HttpError {
  const { expose, status } = (error ?? {}) as { readonly expose?: unknown; readonly status?: unknown };
  return typeof expose === 'boolean' && typeof status === 'number' && status >= 400 && status < 600;
}
