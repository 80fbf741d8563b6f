import { inject, injectable } from 'tsyringe';
import type { Book } from '../../../domain/catalogue/book.js';
import { Copy } from '../../../domain/catalogue/copy.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { CatalogueImport } from './catalogue-import.js';
import { Copies } from '../copies.js';
import { decide, candidateOf, type Decision } from './import-batch.js';
import { readEntry } from './import-entry.js';
import { faultOutcome, outcomeOf, type ImportOutcome } from './import-outcome.js';
import type { ImportRow } from './import-row.js';
import { inBatches } from './in-batches.js';

export interface ImportWish {
  /** Number of copies of each new book. Books that exist get none. */
  readonly copies: number;
  /** Report the outcomes and store nothing. */
  readonly dryRun: boolean;
}

interface Taken {
  readonly decisions: readonly Decision[];
  readonly outcomes: readonly ImportOutcome[];
}

type Tell = (outcome: ImportOutcome) => void | Promise<void>;

/** Rows of one transaction. */
const batchSize = 500;

/** Imports books from files of other systems. */
@injectable()
export class ImportService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(CatalogueImport) private readonly catalogueImport: CatalogueImport,
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Imports the rows in order and reports the outcome of each once it is stored.
   *
   * A row matches a book with the same ISBN. Without such a book, it matches a book of the same title, contributors and
   * year, unless both have an ISBN. The values of the row then replace the values of the book that differ. An
   * interrupted import can therefore be run again: rows that are stored already are skipped.
   *
   * A dry run reports the same outcomes and stores nothing; its new books have no id.
   * @throws Refusal `kernel.unavailable`; everything reported until then is stored
   */
  async import(rows: AsyncIterable<ImportRow>, { copies, dryRun }: ImportWish, tell: Tell): Promise<void> {
    if (dryRun) return this.tryRows(rows, tell);
    for await (const batch of inBatches(rows, batchSize)) {
      for (const outcome of await this.work.run(() => this.store(batch, copies))) await tell(outcome);
    }
  }

  private async store(rows: readonly ImportRow[], copies: number): Promise<readonly ImportOutcome[]> {
    await this.catalogueImport.lock();
    const { decisions, outcomes } = await this.takeIn(rows, this.catalogueImport);
    await this.addCopies(newBooks(decisions), copies);
    for (const decision of decisions) this.record(decision, copies);
    await this.catalogueImport.flush();
    return outcomes;
  }

  /**
   * Runs in one unit of work that is always rolled back: every batch sees the batches before it, and nothing is stored.
   */
  private async tryRows(rows: AsyncIterable<ImportRow>, tell: Tell): Promise<void> {
    const over = (fault?: unknown): never => {
      throw new RehearsalOver(fault);
    };
    try {
      await this.work.run(() => this.tryOut(rows, tell).then(over, over));
    } catch (error) {
      if (!(error instanceof RehearsalOver)) throw error;
      if (error.fault !== undefined) throw error.fault;
    }
  }

  private async tryOut(rows: AsyncIterable<ImportRow>, tell: Tell): Promise<void> {
    const stage = await this.catalogueImport.dryRun();
    for await (const batch of inBatches(rows, batchSize)) {
      const { outcomes } = await this.takeIn(batch, stage);
      await stage.flush();
      for (const outcome of outcomes) await tell(outcome);
    }
  }

  private async takeIn(rows: readonly ImportRow[], catalogueImport: CatalogueImport): Promise<Taken> {
    const read = rows.map(readEntry);
    const entries = read.flatMap((entry) => ('fault' in entry ? [] : entry));
    const faults = read.flatMap((entry) => ('fault' in entry ? entry : []));
    const decisions = decide(
      entries,
      await catalogueImport.match(entries.map(candidateOf)),
      this.clock.now(),
    );
    await catalogueImport.add(newBooks(decisions));
    const outcomes = [...faults.map(faultOutcome), ...decisions.map(outcomeOf)];
    return { decisions, outcomes: outcomes.toSorted((one, other) => one.line - other.line) };
  }

  private async addCopies(books: readonly Book[], each: number): Promise<void> {
    const now = this.clock.now();
    const barcodes = await this.copies.nextBarcodes(books.length * each);
    const copiesOf = ({ id }: Book, at: number): Copy[] =>
      barcodes.slice(at * each, (at + 1) * each).map((barcode) => new Copy(id, barcode, 'standard', now));
    await this.copies.add(books.flatMap(copiesOf));
  }

  private record({ book, changed }: Decision, copies: number): void {
    const subject = { type: 'book', id: book.id };
    if (!changed) this.audit.record({ action: 'catalogue.book_added', subject, details: { copies } });
    else if (changed.length > 0)
      this.audit.record({ action: 'catalogue.book_revised', subject, details: { changed } });
  }
}

/**
 * Rolls back a dry run, whether it succeeded or failed. The unit of work must not retry it, as the rows can be read
 * only once.
 */
class RehearsalOver extends Error {
  constructor(readonly fault: unknown) {
    super('The dry run is over.');
  }
}

function newBooks(decisions: readonly Decision[]): Book[] {
  return decisions.flatMap(({ book, changed }) => (changed ? [] : book));
}
