import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inject, injectable } from 'tsyringe';
import { chooseForm } from '../../application/catalogue/import/form/choose-form.js';
import { firstRows } from '../../application/catalogue/import/form/first-rows.js';
import { presets } from '../../application/catalogue/import/form/presets.js';
import { ImportFault } from '../../application/catalogue/import/form/import-fault.js';
import { ImportFiles, type ImportFile } from '../../application/catalogue/import/form/import-files.js';
import { oneLine } from '../../application/catalogue/import/import-cell.js';
import type { ImportOutcome } from '../../application/catalogue/import/import-outcome.js';
import { ImportService } from '../../application/catalogue/import/import-service.js';
import { UnreadableFile, type BookFile, type BookFiles } from '../../application/imports/book-files.js';
import type { FileReading, ImportedRow, ImportOptions } from '../../application/imports/imports.js';
import { optionsInvalid } from '../../domain/imports/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { beginningOf } from '../../domain/kernel/text.js';

/** Characters of a value in the first rows. */
const shownLength = 100;

/** Answered by the catalogue, which reads a file twice: so it gets one on the disk. */
@injectable()
export class CatalogueBookFiles implements BookFiles {
  readonly programs = [...presets.keys()];

  constructor(
    @inject(ImportFiles) private readonly files: ImportFiles,
    @inject(ImportService) private readonly service: ImportService,
  ) {}

  check(options: ImportOptions): void {
    try {
      chooseForm(options);
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      throw new Refusal(optionsInvalid, { [error.part]: [error.fault] });
    }
  }

  async takeIn(file: BookFile): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-import-'));
    const name = path.join(folder, 'books');
    try {
      await pipeline(Readable.from(file.content), createWriteStream(name));
      await this.import(name, file);
    } catch (error) {
      throw error instanceof ImportFault ? new UnreadableFile(error.fault) : error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async import(name: string, { options, after, begin, keep, stop }: BookFile): Promise<void> {
    const opened = await this.files.open(name, chooseForm(options));
    const rows = await opened.rows();
    await begin({ lines: opened.lines, reading: await readingOf(opened, options) });
    const wish = { copies: options.copies, dryRun: options.dryRun, ...(after && { after }) };
    await this.service.import(
      until(rows, stop),
      wish,
      () => undefined,
      (outcomes) => keep(outcomes.map(rowOf)),
    );
  }
}

/** The same as the command shows. */
async function readingOf(file: ImportFile, { dryRun }: ImportOptions): Promise<FileReading> {
  const rows = dryRun ? await firstRows(await file.rows()) : [];
  return {
    encoding: file.encoding,
    otherEncoding: file.spare ?? null,
    firstRows: rows.map(({ line, cells }) => ({
      line,
      values: Object.entries(cells)
        .map(([field, text]) => ({ field, text: beginningOf(oneLine(text), shownLength) }))
        .filter(({ text }) => text !== ''),
    })),
  };
}

/** Ends with an error, so that no part of a batch is stored. */
async function* until<T>(items: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    stop.throwIfAborted();
    yield item;
  }
}

function rowOf({ notes, ...outcome }: ImportOutcome): ImportedRow {
  return {
    ...outcome,
    notes: notes.map(({ message, parameters }) => ({ message, ...(parameters && { parameters }) })),
  };
}
