import type { Part } from './places.js';

/** A mechanical change of one value in a document, made without knowledge of its meaning. */
export interface Blow {
  /** For people: `paths /v1/books get operationId: altered`. */
  readonly where: string;
  /** The same for places with the same meaning: names and numbers are replaced by a star. */
  readonly kind: string;
  readonly strike: (document: Part) => void;
}

/** Texts for people, with everything below them. Clients do not depend on them. */
const words =
  /(^| )(summary|description|title|example|examples|externalDocs)( |$)|^(paths \* \* )?tags|^info (contact|license)/;

/** Keywords whose keys are freely chosen names. */
const naming = new Set(
  'paths properties responses headers content schemas parameters securitySchemes'.split(' '),
);

/** Places where an additional entry has no effect until something refers to it. */
const stores = /^components( (schemas|parameters|headers))?$/;

/**
 * All mechanical changes of a document that its clients would notice; at most `most` of each kind, spread over the
 * document.
 */
export function blowsTo(document: Part, most: number): Blow[] {
  const kinds = Map.groupBy(blowsBelow(document, [], []), ({ kind }) => kind);
  return [...kinds.values()].flatMap((blows) => {
    const step = Math.max(1, Math.floor(blows.length / most));
    return blows.filter((_, index) => index % step === 0).slice(0, most);
  });
}

function blowsBelow(holder: Part, path: readonly string[], kinds: readonly string[]): Blow[] {
  const isPath = kinds.length === 2 && kinds[0] === 'paths';
  const isNaming = Array.isArray(holder) || isPath || naming.has(kinds.at(-1) ?? '');
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => {
    const [at, kind] = [
      [...path, key],
      [...kinds, isNaming ? '*' : key],
    ];
    if (words.test(kind.join(' '))) return [];
    const below = isPart(value) ? blowsBelow(value, at, kind) : [];
    return [...blowsAt(value, at, kind.join(' ')), ...below];
  });
}

function blowsAt(value: unknown, path: readonly string[], kind: string): Blow[] {
  const blow = (deed: string, by: (holder: Part, key: string) => void): Blow => ({
    where: `${path.join(' ')}: ${deed}`,
    kind: `${kind}: ${deed}`,
    strike: (document) =>
      by(
        path.slice(0, -1).reduce((holder, key) => holder[key] as Part, document),
        path.at(-1) ?? '',
      ),
  });
  const blows = saysNothing(value, kind) ? [] : [blow('removed', remove)];
  if (!isPart(value)) return [...blows, blow('altered', (holder, key) => (holder[key] = altered(value)))];
  return stores.test(kind) ? blows : [...blows, blow('grown', (holder, key) => grow(holder[key] as Part))];
}

/** Whether the value means the same as a missing one. */
function saysNothing(value: unknown, kind: string): boolean {
  if (Array.isArray(value)) return value.length === 0;
  // A schema allows further properties unless it says otherwise (JSON Schema 2020-12, core, 10.3.2.3).
  return (
    (value === false && kind.endsWith(' required')) ||
    (value === true && kind.endsWith(' additionalProperties'))
  );
}

function remove(holder: Part, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function altered(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${String(value)}z`;
}

function grow(part: Part): void {
  if (!Array.isArray(part)) part['x-unheard-of'] = 1;
  else part.push(isPart(part[0]) || part.length === 0 ? { 'x-unheard-of': [] } : 'unheard of');
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}
