import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { CopyView } from './views.js';

/** Reads of the copies. They build no entities and see no withdrawn copies. */
export interface CopyQueries {
  view(id: number): Promise<CopyView | undefined>;
  /** By id. */
  ofBook(bookId: number, slice: SliceRequest): Promise<Slice<CopyView>>;
  /** Upper and lower case alike. */
  byBarcode(barcode: string): Promise<CopyView | undefined>;
  /** By the ids of the copies; of the withdrawn ones too. */
  barcodes(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}
export const CopyQueries = Symbol('catalogue.CopyQueries');
