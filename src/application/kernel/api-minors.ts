/** The minors that are served. Told by the composition. */
export interface ApiMinors {
  /** Major → its minors, oldest first. */
  readonly of: Readonly<Record<number, readonly string[]>>;
}
export const ApiMinors = Symbol('kernel.ApiMinors');
