import type { RuleId } from '../differ/rules/rules.js';
import type { Finder, Part, Spot } from './places.js';

/** A way to change a document, wherever it applies. */
export interface Edit {
  readonly title: string;
  /** The rule that must find it; undefined for a harmless edit. */
  readonly rule?: RuleId;
  /** Try it in every place where it applies. */
  readonly isEverywhere?: true;
  /** Compare in the opposite direction: the edited document is the older one. */
  readonly isBackwards?: true;
  readonly on: Finder;
  readonly by: (it: Part, spot: Spot) => void;
}

/** A document before and after an edit in one place. */
export interface AlteredDocument {
  readonly edit: Edit;
  readonly where: string;
  readonly before: object;
  readonly after: object;
}

/** An edit that breaks a rule. */
export function breaking(rule: RuleId, on: Finder, by: Edit['by']): Edit {
  return { title: rule, rule, on, by };
}

/** Applies an edit in at most `most` of its places, one at a time, spread over the document. */
export function* alter(document: object, edit: Edit, most: number): Generator<AlteredDocument> {
  const count = edit.on(document).length;
  const step = Math.max(1, Math.floor(count / most));
  for (let turn = 0; turn < Math.min(count, most); turn++) {
    const altered = structuredClone(document) as Part;
    const spot = edit.on(altered)[turn * step];
    if (spot) edit.by(spot.it, spot);
    const [before, after] = edit.isBackwards ? [altered, document] : [document, altered];
    yield { edit, where: spot?.where ?? '', before, after };
  }
}

/** Removes the part. */
export function remove(_: Part, { holder, name }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}

/** Sets keywords of the part; undefined removes one. */
export function set(values: Part): Edit['by'] {
  return (it) => {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) delete it[key];
      else it[key] = value as unknown;
    }
  };
}

/** Replaces the part. */
export function become(value: (it: Part) => unknown): Edit['by'] {
  return (it, { holder, name }) => {
    holder[name] = value(it);
  };
}

/** Renames the part. */
export function rename(to: (name: string) => string): Edit['by'] {
  return (it, { holder, name }) => {
    delete holder[name];
    holder[to(name)] = it;
  };
}
