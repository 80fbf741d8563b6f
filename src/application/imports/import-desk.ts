import { inject, injectable } from 'tsyringe';
import { importNotFound, importOver, optionsInvalid, tooManyWaiting } from '../../domain/imports/refusals.js';
import { Refusal, withParameters } from '../../domain/kernel/refusal.js';
import { Clock } from '../kernel/clock.js';
import { RequestScope } from '../kernel/request/request-scope.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { BookFiles } from './book-files.js';
import { ImportQueries, Imports, type ImportView, type NewImport } from './imports.js';

/** Files of this many imports at a time wait in the database. */
const openAtMost = 20;
/** How long an import is kept, with its rows. In milliseconds. */
const keptMs = 7 * 24 * 60 * 60_000;

/** A file that somebody has sent. */
export interface SentFile extends Pick<NewImport, 'caller' | 'fileName' | 'size' | 'options'> {
  /** Begins anew with each call. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** What `ImportDesk` refuses, for the declarations of routes. */
export const importRefusals = {
  submit: [optionsInvalid, tooManyWaiting],
  find: [importNotFound],
  cancel: [importNotFound, importOver],
};

/** Takes files in, and lets them wait for a worker. All imports are open to all who may import. */
@injectable()
export class ImportDesk {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Imports) private readonly imports: Imports,
    @inject(ImportQueries) private readonly queries: ImportQueries,
    @inject(BookFiles) private readonly files: BookFiles,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(RequestScope) private readonly scope: RequestScope,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Refusal see `importRefusals.submit` */
  async submit({ content, ...file }: SentFile): Promise<ImportView> {
    this.files.check(file.options);
    return this.work.run(async () => {
      const createdAt = this.clock.now();
      const expiresAt = new Date(createdAt.getTime() + keptMs);
      const requestId = this.scope.facts()?.requestId ?? '';
      const id = await this.imports.add({ ...file, requestId, createdAt, expiresAt });
      let position = 0;
      for await (const chunk of content()) await this.imports.addChunk(id, position++, chunk);
      const open = await this.imports.countOpen();
      if (open > openAtMost) throw new Refusal(withParameters(tooManyWaiting, { number: open - 1 }));
      await this.imports.callWorker();
      const { dryRun } = file.options;
      this.audit.record({
        action: 'imports.import_added',
        subject: { type: 'import', id },
        details: { dryRun },
      });
      return this.find(id);
    });
  }

  /** @throws Refusal `imports.import_not_found` */
  async find(id: number): Promise<ImportView> {
    const view = await this.queries.view(id);
    if (!view) throw new Refusal(importNotFound);
    return view;
  }

  /** @throws Refusal see `importRefusals.cancel` */
  cancel(id: number): Promise<ImportView> {
    return this.work.run(async () => {
      await this.find(id);
      if (!(await this.imports.cancel(id, this.clock.now()))) throw new Refusal(importOver);
      this.audit.record({ action: 'imports.import_cancelled', subject: { type: 'import', id } });
      return this.find(id);
    });
  }
}
