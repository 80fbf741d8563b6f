import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

/** Codings of an answer (RFC 9110, 8.4.1). `identity` is none. */
export type Coding = 'identity' | 'br' | 'gzip';

/** A client without `Accept-Encoding` accepts all of them (RFC 9110, 12.5.3). */
const codings = ['identity', 'br', 'gzip'] as const satisfies readonly Coding[];

/** Of equal weight. Brotli makes less of a text than gzip, and at this level it takes no longer. */
const preferred = ['br', 'gzip'] as const;
const brotliLevel = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Shorter answers are not worth the time. In bytes. */
const worthwhileFrom = 1_000;

const encoders = {
  br: (text: string) => promisify(brotliCompress)(text, brotliLevel),
  gzip: (text: string) => promisify(gzip)(text),
};

/** The form of an answer for one client. */
interface Form {
  readonly coding: Coding;
  /** Whether the client already has the answer in this form. */
  readonly isKnown: boolean;
}

interface Answer {
  readonly status: number;
  readonly fields: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

/**
 * Chooses the form of an answer to a read: one that the client accepts and has (`If-None-Match`), else the one that it
 * prefers. A short answer is not compressed, unless the client refuses everything else.
 */
export function chooseForm(request: IncomingMessage, answer: Answer, isCompressible: boolean): Form {
  const accepted = isCompressible ? acceptedCodings(request) : uncompressed;
  const isShort = Number(answer.fields['Content-Length']) < worthwhileFrom && accepted.includes('identity');
  const chosen = isShort ? 'identity' : (accepted[0] ?? 'identity');
  const known = answer.status === 200 ? knownCoding(request, answer, [chosen, ...accepted]) : undefined;
  return { coding: known ?? chosen, isKnown: known !== undefined };
}

const uncompressed = ['identity'] as const;

/**
 * The codings that the client accepts, the preferred one first. An answer that it accepts in no form at all
 * (`identity;q=0`) is sent without a coding.
 */
function acceptedCodings(request: IncomingMessage): readonly Coding[] {
  if (request.headers['accept-encoding'] === undefined) return codings;
  const accepted = new Negotiator(request).encodings(codings, { preferred });
  return accepted.length > 0 ? accepted : uncompressed;
}

/**
 * The coding in which the client already has the answer, by a weak comparison of tags (RFC 9110, 13.1.2). Koa's `fresh`
 * never matches for `fetch()`, which adds `Cache-Control: no-cache` to a request with its own `If-None-Match`: `fresh`
 * treats that as a forced reload.
 */
function knownCoding(
  { headers }: IncomingMessage,
  { fields: { ETag } }: Answer,
  possible: readonly Coding[],
): Coding | undefined {
  const known = headers['if-none-match'];
  if (known === undefined || typeof ETag !== 'string') return undefined;
  const tags = new Set(known.split(',').map((each) => each.trim().replace(/^W\//, '')));
  return possible.find((coding) => tags.has('*') || tags.has(tagOfCoding(ETag, coding)));
}

/** A strong tag identifies the bytes, so each coding has its own (RFC 9110, 8.8.3). `"r7-v2.0"` → `"r7-v2.0+br"`. */
export function tagOfCoding(etag: string, coding: Coding): string {
  return coding === 'identity' ? etag : `${etag.slice(0, -1)}+${coding}"`;
}

/** The end of an entity tag that names the coding, for a regular expression. */
export const codingInTag = /(?:\+(?:br|gzip))?/.source;

/** The compressed forms of answers. A form lives as long as its answer: those that the cache holds are made once. */
const forms = new WeakMap<Answer, Map<Coding, Promise<Buffer>>>();

export function compressed(answer: Answer, coding: keyof typeof encoders): Promise<Buffer> {
  const made = forms.get(answer) ?? new Map<Coding, Promise<Buffer>>();
  const bytes = made.get(coding) ?? encoders[coding](answer.body);
  forms.set(answer, made.set(coding, bytes));
  return bytes;
}
