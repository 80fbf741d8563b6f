import {
  blankDetails,
  type BookDetails,
  type Contributor,
  type ContributorRole,
} from '../../domain/catalogue/book.js';
import { copyStatuses, type CopyDetails, type CopyStatus } from '../../domain/catalogue/copy.js';

export { blankDetails, copyStatuses };
export type { BookDetails, Contributor, ContributorRole, CopyDetails, CopyStatus };

/** A book as shown to everybody, with the number of its copies and of its free copies. */
export interface BookView extends BookDetails {
  readonly id: number;
  readonly isbn13: string | null;
  readonly copies: number;
  readonly availableCopies: number;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A copy as shown to everybody: its shelf and its status, never its borrower. */
export interface CopyView extends CopyDetails {
  readonly id: number;
  readonly bookId: number;
  readonly status: CopyStatus;
  readonly revision: number;
  readonly createdAt: Date;
}
