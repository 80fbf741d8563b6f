import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { CopyView } from './views.js';

/** Reads copies without building entities. Withdrawn copies are not returned. */
export interface CopyQueries {
  view(id: number): Promise<CopyView | undefined>;
  /** Sorted by id. */
  ofBook(bookId: number, slice: SliceRequest): Promise<Slice<CopyView>>;
  /** Ignores case. */
  byBarcode(barcode: string): Promise<CopyView | undefined>;
}
export const CopyQueries = Symbol('catalogue.CopyQueries');
