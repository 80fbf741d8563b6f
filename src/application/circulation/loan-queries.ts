import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { LoanRecord, LoanView } from './views.js';

export interface LoanFilter {
  /** Only loans of this patron; combined with all other filters. */
  readonly mineOf?: number;
  readonly patronId?: number;
  readonly bookId?: number;
  readonly copyId?: number;
  /** Only loans whose due date is before this moment. */
  readonly dueBefore?: Date;
  /** `open` includes the overdue ones. */
  readonly status?: 'open' | 'closed' | 'overdue';
}

/** The audit event of a read by staff: see `AccessTrail`. */
export const loansRead = 'circulation.loans_read';

/** The patrons whose loans a reader gets to know, also by learning that there are none. Null stands for nobody. */
export function borrowersOf(
  loans: readonly (Pick<LoanView, 'patronId'> | undefined)[],
  { patronId }: LoanFilter = {},
): (number | null)[] {
  return [patronId ?? null, ...loans.map((loan) => loan?.patronId ?? null)];
}

/** Reads the loans without building entities. */
export interface LoanQueries {
  view(id: number): Promise<LoanRecord | undefined>;
  /** Newest first. */
  list(filter: LoanFilter, page: PageRequest): Promise<Page<LoanView>>;
  /** Newest first, with keyset pagination. */
  listAfter(filter: LoanFilter, slice: SliceRequest): Promise<Slice<LoanRecord>>;
  count(filter: LoanFilter): Promise<number>;
}
export const LoanQueries = Symbol('circulation.LoanQueries');
