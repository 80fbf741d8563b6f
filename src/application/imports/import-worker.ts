import { inject, injectable } from 'tsyringe';
import { fault } from '../../domain/kernel/field-fault.js';
import { Clock } from '../kernel/clock.js';
import { RequestScope } from '../kernel/request/request-scope.js';
import { inLots } from '../kernel/storage/in-lots.js';
import { BookFiles, UnreadableFile, type StoredRows } from './book-files.js';
import { Imports, type TakenImport } from './imports.js';

/**
 * How long a worker has an import after each batch, also one that it only reads again. Another one takes it then. In
 * milliseconds.
 */
const leaseMs = 60_000;
/** An import that was taken so often and never came further ends the process, or takes too long. */
const triesAtMost = 5;
/** Rows that are removed in one transaction: few enough for the statement timeout. */
const removedAtOnce = 10_000;

const interrupted = fault(
  'invalid',
  '{{field}} was interrupted {{times}} times at the same place, so it was given up.',
  { times: triesAtMost },
);

/** The import was cancelled, or another worker has taken it. */
class NotOurs extends Error {}

/** Does the imports that wait, one after the other, in all workers together. */
@injectable()
export class ImportWorker {
  constructor(
    @inject(Imports) private readonly imports: Imports,
    @inject(BookFiles) private readonly files: BookFiles,
    @inject(RequestScope) private readonly scope: RequestScope,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Imports until none waits. One that is killed goes on after its last batch; a dry run begins anew. */
  async importAll(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const now = this.clock.now();
      const taken = await this.imports.take(now, this.lease());
      if (!taken) return;
      await this.scope.run({ ...taken, network: () => '' }, () => this.import(taken, stop));
    }
  }

  async removeExpired(stop: AbortSignal): Promise<void> {
    let isMore = true;
    while (isMore && !stop.aborted)
      isMore = await this.imports.removeExpired(this.clock.now(), removedAtOnce);
  }

  private async import(taken: TakenImport, stop: AbortSignal): Promise<void> {
    try {
      if (taken.tries > triesAtMost) throw new UnreadableFile(interrupted);
      await this.takeIn(taken, stop);
      await this.imports.complete(taken, this.clock.now());
    } catch (error) {
      if (error instanceof UnreadableFile) await this.imports.fail(taken, error.fault, this.clock.now());
      else if (stop.aborted) await this.imports.release(taken);
      else if (!(error instanceof NotOurs)) throw error;
    }
  }

  private async takeIn(taken: TakenImport, stop: AbortSignal): Promise<void> {
    const { options, line } = taken;
    if (options.dryRun)
      await inLots(stop, (limit) => this.imports.forgetRows(taken, limit, this.lease()), removedAtOnce);
    await this.files.takeIn({
      content: this.imports.content(taken.id),
      options,
      after: options.dryRun || line === 0 ? undefined : this.storedRows(taken),
      begin: async (opened) => ours(await this.imports.begin(taken, opened, this.lease())),
      keep: async (rows) => ours(await this.imports.keep(taken, rows, this.lease())),
      stop,
    });
  }

  private storedRows(taken: TakenImport): StoredRows {
    return {
      line: taken.line,
      errorsIn: (from, to) => this.imports.errorsIn(taken.id, from, to),
      recalled: async () => ours(await this.imports.prolong(taken, this.lease())),
    };
  }

  private lease(): Date {
    return new Date(this.clock.now().getTime() + leaseMs);
  }
}

function ours(isWritten: boolean): void {
  if (!isWritten) throw new NotOurs();
}
