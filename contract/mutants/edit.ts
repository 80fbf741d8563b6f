import type { RuleId } from '../differ/rules/rules.js';
import type { Finder, Part, Spot } from './places.js';

/** One way to alter a document, wherever it fits. */
export interface Edit {
  readonly title: string;
  /** The rule that must notice it; none for an edit that nobody must notice. */
  readonly rule?: RuleId;
  /** It is to be tried in every place where it fits. */
  readonly isEverywhere?: true;
  /** It is what was before: undoing it is what must be noticed. */
  readonly isBackwards?: true;
  readonly on: Finder;
  readonly by: (it: Part, spot: Spot) => void;
}

/** A document before and after it was altered in one place. */
export interface AlteredDocument {
  readonly edit: Edit;
  readonly where: string;
  readonly before: object;
  readonly after: object;
}

/** Breaks a rule in some place. */
export function breaking(rule: RuleId, on: Finder, by: Edit['by']): Edit {
  return { title: rule, rule, on, by };
}

/** Alters a document in at most `most` of the places where an edit fits, once in each, far apart from one another. */
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

/** Takes the part away. */
export function remove(_: Part, { holder, name }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}

/** Sets keywords of the part; undefined takes one away. */
export function set(values: Part): Edit['by'] {
  return (it) => {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) delete it[key];
      else it[key] = value as unknown;
    }
  };
}

/** Puts another part into its place. */
export function become(value: (it: Part) => unknown): Edit['by'] {
  return (it, { holder, name }) => {
    holder[name] = value(it);
  };
}

/** Gives the part another name. */
export function rename(to: (name: string) => string): Edit['by'] {
  return (it, { holder, name }) => {
    delete holder[name];
    holder[to(name)] = it;
  };
}
