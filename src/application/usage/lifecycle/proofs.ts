/** A stored record that nobody is left who would break. */
export interface StoredProof {
  readonly id: number;
  readonly lifecycleId: string;
  /** The moment that it is about. */
  readonly at: Date;
  readonly madeAt: Date;
  /** The record itself, as JSON: the facts of the decision. */
  readonly content: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
}

/** The records that nobody is left. They are kept permanently, and never change. */
export interface Proofs {
  /** Returns the id. */
  add(proof: Omit<StoredProof, 'id'>): Promise<number>;
  find(id: number): Promise<StoredProof | undefined>;
}
export const Proofs = Symbol('usage.Proofs');
