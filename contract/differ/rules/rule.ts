/** Two documents of one minor must be the `same`; a later minor must be `compatible` with the one before it. */
export type Mode = 'same' | 'compatible';

/** One kind of difference between two documents, and what is thought of it. */
export interface Rule {
  /** What of the document it is about. */
  readonly where: string;
  readonly title: string;
  /** In which comparison it breaks somebody. */
  readonly breaks: readonly Mode[];
}

/** Breaks clients whenever it happens. */
export function never(where: string, title: string): Rule {
  return { where, title, breaks: ['same', 'compatible'] };
}

/** Allowed in a new minor; within a minor it would be a change that nobody asked for. */
export function additive(where: string, title: string): Rule {
  return { where, title, breaks: ['same'] };
}

/** Allowed at any time: it tells what will happen, and changes nothing. */
export function always(where: string, title: string): Rule {
  return { where, title, breaks: [] };
}
