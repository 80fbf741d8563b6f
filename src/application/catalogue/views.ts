import type { BookDetails, Contributor } from '../../domain/catalogue/book.js';

export type { BookDetails, Contributor };

/** A book as readers see it, with how many copies there are and how many are free now. */
export interface BookView extends BookDetails {
  readonly id: number;
  readonly isbn13: string | null;
  readonly copies: number;
  readonly availableCopies: number;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
