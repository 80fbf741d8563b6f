/** What searches read of the books. Books that are added or changed get into it by themselves. */
export interface SearchIndex {
  /**
   * Indexes anew at most `limit` books that were indexed by the rules of an older release. Returns their number. Books
   * that are being changed at this moment are left out.
   */
  refresh(limit: number): Promise<number>;
  /** Estimates anew how many of the books have each word, so that searches look for rare words first. */
  weighWords(): Promise<void>;
}
export const SearchIndex = Symbol('catalogue.SearchIndex');
