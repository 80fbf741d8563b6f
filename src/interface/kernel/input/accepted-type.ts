/** An element of an Accept field: a media range with its parameters and its weight. */
interface MediaRange {
  readonly type: string;
  readonly parameters: readonly string[];
  readonly weight: number;
}

/** How well a range fits a media type. A more specific range decides over all others. */
interface Fit {
  readonly specificity: number;
  readonly weight: number;
  /** The position of the range in the field. */
  readonly at: number;
}

/** The only parameter of our own answers. */
const ownParameters = new Set(['charset=utf-8', 'charset=utf8']);

/**
 * The offered media type that the client prefers; undefined if it accepts none of them (RFC 9110, 12.5.1). The first one
 * wins between equals. Koa's `ctx.accepts` reads `application/json; v=1` as a type that differs from ours. Our answers
 * have no variants, so a parameter that they do not have is ignored.
 * @param accept the value of the Accept field; a missing or empty one accepts anything
 */
export function acceptedType<T extends string>(
  accept: string | undefined,
  offered: readonly T[],
): T | undefined {
  if (accept === undefined || accept === '*/*' || accept === offered[0]) return offered[0];
  const elements = split(accept, ',');
  if (elements.length === 0) return offered[0];
  const ranges = elements.map(readRange);
  return offered
    .map((type) => ({ type, ...bestFit(type, ranges) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || b.specificity - a.specificity || a.at - b.at)[0]?.type;
}

function bestFit(type: string, ranges: readonly MediaRange[]): Fit {
  const fits = ranges.map((range, at) => ({
    specificity: specificityOf(range, type),
    weight: range.weight,
    at,
  }));
  const [best] = fits
    .filter(({ specificity }) => specificity >= 0)
    .toSorted((a, b) => b.specificity - a.specificity || b.weight - a.weight);
  return best ?? { specificity: 0, weight: 0, at: 0 };
}

/**
 * From 0 for any type to 5 for our type with our parameter; -1 if the range does not match. A range with a foreign
 * parameter counts just below the same range without it, and excludes nothing: what it refuses is not our answer.
 */
function specificityOf({ type: range, parameters, weight }: MediaRange, type: string): number {
  const [main = ''] = type.split('/', 1);
  const wide = ['*/*', `${main}/*`, type].indexOf(range) * 2;
  if (wide < 0 || parameters.length === 0) return wide;
  if (parameters.every((parameter) => ownParameters.has(parameter))) return wide + 1;
  return weight > 0 ? Math.max(wide - 1, 0) : -1;
}

/** After the weight come extensions of RFC 7231, which say nothing about the type. */
function readRange(element: string): MediaRange {
  const [type = '', ...rest] = split(element, ';').map(normalParameter);
  const at = rest.findIndex((parameter) => parameter.startsWith('q='));
  return {
    type: type === '*' ? '*/*' : type,
    parameters: at < 0 ? rest : rest.slice(0, at),
    weight: at < 0 ? 1 : weightOf(rest[at] ?? ''),
  };
}

/** A weight that is no number is ignored. */
function weightOf(parameter: string): number {
  const weight = Number(parameter.slice(2));
  return Number.isNaN(weight) ? 1 : weight;
}

/** `Charset="UTF-8"` is `charset=utf-8`: names, and the values that are compared, ignore case. */
function normalParameter(text: string): string {
  const at = text.indexOf('=');
  if (at < 0) return text.toLowerCase();
  const value = text.slice(at + 1).trim();
  const plain = /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : value;
  return `${text.slice(0, at).trim()}=${plain}`.toLowerCase();
}

/** Splits at a separator outside of quoted strings. Empty parts are left out (RFC 9110, 5.6.1). */
function split(text: string, separator: ',' | ';'): string[] {
  const part = separator === ',' ? /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/gs : /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/gs;
  return (text.match(part) ?? []).map((each) => each.trim()).filter((each) => each !== '');
}
