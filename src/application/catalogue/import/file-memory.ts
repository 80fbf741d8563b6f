/** What the rows of a file have said of one book. */
export interface Mentions {
  /** Line of the first of them. */
  readonly line: number;
  /** The number of copies that they stand for together. */
  readonly copies: number;
}

/**
 * What an import remembers of the rows that it has read, so that rows of one book do not overwrite one another. It
 * depends on the rows alone, so that a second import of the same file finds the same.
 *
 * A branch sees what its origin remembers, and adds to it only when it is kept: what is rolled back is forgotten.
 */
export class FileMemory {
  private readonly rows = new Map<string, Mentions>();
  private readonly barcodes = new Map<string, number>();
  private readonly copies = new Map<number, number>();

  constructor(private readonly origin?: FileMemory) {}

  branch(): FileMemory {
    return new FileMemory(this);
  }

  keep(): void {
    const { origin } = this;
    if (!origin) return;
    for (const [key, mentions] of this.rows) origin.rows.set(key, mentions);
    for (const [barcode, line] of this.barcodes) origin.barcodes.set(barcode, line);
    for (const [id, copies] of this.copies) origin.copies.set(id, copies);
  }

  /** @param key an ISBN, or a match key as text */
  mentionsOf(key: string): Mentions | undefined {
    return this.rows.get(key) ?? this.origin?.mentionsOf(key);
  }

  remember(key: string, mentions: Mentions): void {
    this.rows.set(key, mentions);
  }

  /** The line on which a barcode was used. */
  lineOf(barcode: string): number | undefined {
    return this.barcodes.get(barcode) ?? this.origin?.lineOf(barcode);
  }

  use(barcode: string, line: number): void {
    this.barcodes.set(barcode, line);
  }

  /** The number of copies that a dry run would have added to a book. */
  copiesOf(bookId: number): number {
    return this.copies.get(bookId) ?? this.origin?.copiesOf(bookId) ?? 0;
  }

  addCopies(bookId: number, added: number): void {
    this.copies.set(bookId, this.copiesOf(bookId) + added);
  }
}
