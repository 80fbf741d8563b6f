import { inject, injectable } from 'tsyringe';
import { Copy } from '../../../domain/catalogue/copy.js';
import { Clock } from '../../kernel/clock.js';
import { AuditTrail } from '../../kernel/storage/audit-trail.js';
import { Copies } from '../copies.js';
import type { Decision } from './import-batch.js';
import { revisionOf } from './row-changes.js';

/** The kind of a copy of which its row does not say any. */
const usualKind = 'standard';

/** Copies of one insert. */
const atOnce = 5_000;

/** Stores the copies of imported rows. */
@injectable()
export class ImportCopies {
  constructor(
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds and changes the copies of these rows, whose books are stored. Runs in a unit of work. */
  async store(decisions: readonly Decision[]): Promise<void> {
    // First, so that no barcode is made that a row brings along.
    await this.add(decisions, ({ copies }) => copies.barcodes);
    const missing = decisions.reduce((sum, { copies }) => sum + copies.unlabelled, 0);
    const made = await this.copies.nextBarcodes(missing);
    await this.add(decisions, ({ copies }) => made.splice(0, copies.unlabelled));
    await this.revise(decisions);
  }

  private async add(
    decisions: readonly Decision[],
    barcodesOf: (decision: Decision) => readonly string[],
  ): Promise<void> {
    const now = this.clock.now();
    const added = decisions.flatMap((decision) =>
      barcodesOf(decision).map((barcode) => ({ decision, copy: copyOf(decision, barcode, now) })),
    );
    for (let from = 0; from < added.length; from += atOnce) {
      await this.copies.add(added.slice(from, from + atOnce).map(({ copy }) => copy));
    }
    for (const { decision, copy } of added) if (decision.changed) this.record('copy_added', copy, {});
  }

  private async revise(decisions: readonly Decision[]): Promise<void> {
    const revisions = new Map(
      decisions.flatMap(({ entry, copies }) =>
        copies.revised.map((copy) => [copy.id, revisionOf(copy, entry.holdings)] as const),
      ),
    );
    if (revisions.size === 0) return;
    for (const copy of await this.copies.lockAll([...revisions.keys()])) {
      const changed = copy.revise(revisions.get(copy.id) ?? {});
      if (changed.length === 0) continue;
      await this.copies.save(copy);
      this.record('copy_revised', copy, { changed });
    }
  }

  private record(action: string, { id, bookId }: Copy, details: Record<string, unknown>): void {
    this.audit.record({
      action: `catalogue.${action}`,
      subject: { type: 'copy', id },
      details: { ...details, bookId },
    });
  }
}

function copyOf({ book, entry: { holdings } }: Decision, barcode: string, now: Date): Copy {
  const { kind = usualKind, callNumber = null, shelf = null } = holdings.details;
  return Object.assign(new Copy(book.id, barcode, kind, now), { callNumber, shelf });
}
