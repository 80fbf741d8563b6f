import { inject, injectable } from 'tsyringe';
import type { Book } from '../../../domain/catalogue/book.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { CopyKindService } from '../kinds/copy-kind-service.js';
import { CatalogueImport } from './catalogue-import.js';
import { FileMemory } from './file-memory.js';
import { addedBy, candidateOf, decide, recall, type Decision } from './import-batch.js';
import { ImportCopies } from './import-copies.js';
import { readEntry, type ImportEntry } from './import-entry.js';
import { withKnownKind } from './import-holdings.js';
import { outcomeOf, unstorableOutcome, type ImportOutcome } from './import-outcome.js';
import type { ImportRow } from './import-row.js';
import { inBatches } from './in-batches.js';

export interface ImportWish {
  /** Number of copies of each new book whose row does not say it. */
  readonly copies: number;
  /** Report the outcomes and store nothing. */
  readonly dryRun: boolean;
  /** How far an earlier run came. It goes on from there. Not for a dry run, which stores nothing. */
  readonly after?: ImportedRows;
}

/** The rows of a file that are stored. */
export interface ImportedRows {
  /** The last line of the last batch. */
  readonly line: number;
  /** The lines from one to another, both included, that were not imported. Asked for each batch. */
  readonly errorsIn: (from: number, to: number) => Promise<ReadonlySet<number>>;
  /** Called after each batch of them that was read again. If it throws, the import ends. */
  readonly recalled: () => Promise<void>;
}

/** A run of an import over a file. */
interface Run {
  readonly catalogue: CatalogueImport;
  readonly memory: FileMemory;
  readonly copies: number;
  /** Receives the decided rows once their books are stored. */
  readonly finish: (decisions: readonly Decision[], memory: FileMemory) => Promise<void>;
}

type Tell = (outcome: ImportOutcome) => void | Promise<void>;

type Keep = (outcomes: readonly ImportOutcome[]) => Promise<void>;

/** Rows of one transaction. */
const batchSize = 500;

/** Imports books and their copies from files of other systems. */
@injectable()
export class ImportService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(CatalogueImport) private readonly catalogueImport: CatalogueImport,
    @inject(ImportCopies) private readonly copies: ImportCopies,
    @inject(CopyKindService) private readonly kinds: CopyKindService,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Imports the rows in order and reports the outcome of each once it is stored. A row that cannot be stored is an
   * error; it ends nothing.
   *
   * A row matches a book with the same ISBN. Without such a book, it matches a book of the same title, contributors and
   * year, unless both have an ISBN. The values of the first row of a book then replace those that differ; later rows of
   * the book only add what is missing. Importing a file again therefore changes nothing, and an interrupted import can
   * be continued by importing the whole file again.
   *
   * A dry run reports the same outcomes and stores nothing; its new books have no id.
   * @param keep stores the outcomes of a batch in the transaction of the batch; those of a dry run in one of their own.
   * If it throws, the batch is not stored, and the import ends.
   * @throws Refusal `kernel.unavailable`; everything reported until then is stored
   */
  async import(
    rows: AsyncIterable<ImportRow>,
    { copies, dryRun, after }: ImportWish,
    tell: Tell,
    keep?: Keep,
  ): Promise<void> {
    if (dryRun) return this.tryRows(rows, copies, tell, keep);
    const memory = new FileMemory();
    for await (const batch of inBatches(rows, batchSize)) {
      if (after && (batch.at(-1)?.line ?? 0) <= after.line) {
        await this.recall(batch, after, { memory, copies });
        await after.recalled();
        continue;
      }
      const { outcomes, learnt } = await this.work.run(() =>
        this.store(batch, copies, memory.branch(), keep),
      );
      learnt.keep();
      for (const outcome of outcomes) await tell(outcome);
    }
  }

  private async recall(
    rows: readonly ImportRow[],
    { errorsIn }: ImportedRows,
    known: { memory: FileMemory; copies: number },
  ): Promise<void> {
    const errors = await errorsIn(rows[0]?.line ?? 0, rows.at(-1)?.line ?? 0);
    const entries = rows
      .filter(({ line }) => !errors.has(line))
      .map(readEntry)
      .flatMap((entry) => ('fault' in entry ? [] : entry));
    const matchKeys = await this.work.run(() => this.catalogueImport.matchKeys(entries.map(candidateOf)));
    recall(entries, matchKeys, known);
  }

  private async store(rows: readonly ImportRow[], copies: number, memory: FileMemory, keep?: Keep) {
    await this.catalogueImport.lock();
    const run: Run = {
      catalogue: this.catalogueImport,
      memory,
      copies,
      finish: async (decisions) => {
        await this.copies.store(decisions);
        for (const decision of decisions) this.record(decision);
      },
    };
    const outcomes = await this.takeIn(rows, run);
    await keep?.(outcomes);
    return { outcomes, learnt: memory };
  }

  /**
   * Runs in one unit of work that is always rolled back: every batch sees the batches before it, and nothing is stored.
   */
  private async tryRows(
    rows: AsyncIterable<ImportRow>,
    copies: number,
    tell: Tell,
    keep?: Keep,
  ): Promise<void> {
    const over = (fault?: unknown): never => {
      throw new RehearsalOver(fault);
    };
    try {
      await this.work.run(() => this.tryOut(rows, copies, tell, keep).then(over, over));
    } catch (error) {
      if (!(error instanceof RehearsalOver)) throw error;
      if (error.fault !== undefined) throw error.fault;
    }
  }

  private async tryOut(
    rows: AsyncIterable<ImportRow>,
    copies: number,
    tell: Tell,
    keep?: Keep,
  ): Promise<void> {
    const catalogue = await this.catalogueImport.dryRun();
    const finish = (decisions: readonly Decision[], memory: FileMemory): Promise<void> => {
      for (const { book, copies: added } of decisions) memory.addCopies(book.id, addedBy(added));
      return Promise.resolve();
    };
    const run = { catalogue, memory: new FileMemory(), copies, finish };
    for await (const batch of inBatches(rows, batchSize)) {
      const outcomes = await this.takeIn(batch, run);
      if (keep) await this.work.inNewTransaction(() => keep(outcomes));
      for (const outcome of outcomes) await tell(outcome);
    }
  }

  /** Takes in the rows together. If that fails, each half alone, so that in the end only the rows at fault are left. */
  private async takeIn(rows: readonly ImportRow[], run: Run): Promise<ImportOutcome[]> {
    const [row] = rows;
    const attempt = await run.catalogue.attempt(() => this.takeTogether(rows, run));
    if ('done' in attempt) return attempt.done;
    if (rows.length === 1 && row) return [unstorableOutcome(row, attempt.fault)];
    const half = Math.ceil(rows.length / 2);
    return [...(await this.takeIn(rows.slice(0, half), run)), ...(await this.takeIn(rows.slice(half), run))];
  }

  private async takeTogether(rows: readonly ImportRow[], run: Run): Promise<ImportOutcome[]> {
    const memory = run.memory.branch();
    const read = rows.map(readEntry);
    const entries = await this.withKnownKinds(read.flatMap((entry) => ('fault' in entry ? [] : entry)));
    const matched = await run.catalogue.match(entries.map(candidateOf));
    const verdicts = decide(entries, matched, { memory, copies: run.copies, now: this.clock.now() });
    const decisions = verdicts.flatMap((verdict) => ('fault' in verdict ? [] : verdict));
    await run.catalogue.add(newBooks(decisions));
    await run.finish(decisions, memory);
    await run.catalogue.flush();
    memory.keep();
    const decided = verdicts.values();
    return rows.map((row, at) => {
      const entry = read[at];
      const verdict = entry && 'fault' in entry ? entry : decided.next().value;
      return verdict ? outcomeOf(row, verdict) : unstorableOutcome(row, undefined);
    });
  }

  private async withKnownKinds(entries: readonly ImportEntry[]): Promise<ImportEntry[]> {
    const known = entries.some(({ holdings }) => holdings.details.kind) ? await this.kinds.all() : [];
    return entries.map((entry) => {
      const { value: holdings, notes } = withKnownKind(entry.holdings, known);
      return { ...entry, holdings, notes: [...entry.notes, ...notes] };
    });
  }

  private record({ book, changed, copies }: Decision): void {
    const subject = { type: 'book', id: book.id };
    if (!changed)
      this.audit.record({ action: 'catalogue.book_added', subject, details: { copies: addedBy(copies) } });
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
