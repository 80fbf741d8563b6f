import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { readEntry } from '../../../application/catalogue/import/import-entry.js';
import { chooseForm } from '../../../application/catalogue/import/form/choose-form.js';
import type { FormOptions } from '../../../application/catalogue/import/form/form-options.js';
import { openRows } from './csv-rows.js';
import { surveyFile } from './source-file.js';

type Brief = Record<string, unknown>;

/**
 * Reads a file of these lines as an import does, for tests. Of each row, it returns the details with bare names, the
 * copy columns and the kinds of the notes; or the fault.
 */
export async function readFileOf(lines: readonly string[], options: FormOptions): Promise<Brief[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-files-'));
  try {
    const name = path.join(folder, 'books.csv');
    await writeFile(name, `${lines.join('\r\n')}\r\n`);
    const found: Brief[] = [];
    for await (const row of await openRows(await surveyFile(name), chooseForm(options))) {
      const entry = readEntry(row);
      if ('fault' in entry) found.push({ fault: inEnglish(entry.fault) });
      else found.push(briefOf(entry.details, 'cells' in row ? row.cells : {}, entry.notes));
    }
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function briefOf(details: Brief, cells: Brief, notes: readonly { kind: string }[]): Brief {
  const { contributors, ...rest } = details;
  const names = (contributors as readonly { name: string }[] | undefined)?.map(({ name }) => name);
  const copies = ['barcode', 'call_number', 'shelf', 'kind', 'copies'].flatMap((field) =>
    cells[field] ? [[field, cells[field]]] : [],
  );
  return {
    ...rest,
    ...(names && { names }),
    ...Object.fromEntries(copies),
    ...(notes.length > 0 && { notes: notes.map(({ kind }) => kind) }),
  };
}
