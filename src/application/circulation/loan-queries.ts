import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { LoanView } from './views.js';

export interface LoanFilter {
  /** Only loans of this patron, whatever else is asked for. */
  readonly mineOf?: number;
  readonly patronId?: number;
  readonly bookId?: number;
  readonly copyId?: number;
  /** Only loans that are, or were, due before this moment. */
  readonly dueBefore?: Date;
  /** `open` includes the overdue ones. */
  readonly status?: 'open' | 'closed' | 'overdue';
}

/** Reads of the loans. They build no entities. */
export interface LoanQueries {
  view(id: number): Promise<LoanView | undefined>;
  /** Newest first. */
  list(filter: LoanFilter, page: PageRequest): Promise<Page<LoanView>>;
  /** Newest first, by place. */
  listAfter(filter: LoanFilter, slice: SliceRequest): Promise<Slice<LoanView>>;
  count(filter: LoanFilter): Promise<number>;
  /** The books borrowed most often, most first, equals by id. */
  mostBorrowed(limit: number): Promise<{ readonly bookId: number; readonly loans: number }[]>;
}
export const LoanQueries = Symbol('circulation.LoanQueries');
