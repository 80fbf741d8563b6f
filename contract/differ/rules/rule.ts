/** Two documents of one minor must be the `same`; a later minor must be `compatible` with the one before it. */
export type Mode = 'same' | 'compatible';

/** One kind of difference between two documents, and when it breaks clients. */
export interface Rule {
  /** The part of the document that it concerns. */
  readonly where: string;
  readonly title: string;
  /** The comparisons in which it breaks clients. */
  readonly breaks: readonly Mode[];
}

/** Always breaks clients. */
export function never(where: string, title: string): Rule {
  return { where, title, breaks: ['same', 'compatible'] };
}

/** Allowed in a new minor. Within a minor it would be a change that clients did not ask for. */
export function additive(where: string, title: string): Rule {
  return { where, title, breaks: ['same'] };
}

/** Always allowed: it announces a change and changes nothing yet. */
export function always(where: string, title: string): Rule {
  return { where, title, breaks: [] };
}
