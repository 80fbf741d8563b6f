import { createReadStream } from 'node:fs';
import { inject, injectable } from 'tsyringe';
import { ImportDesk, importRefusals } from '../../../application/imports/import-desk.js';
import { ImportQueries, type ImportView } from '../../../application/imports/imports.js';
import { chunkBytes, fileRule, shownName } from '../../../application/imports/sent-file.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { accepted, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { toId, toKey } from '../ids.js';
import { listHeaders, ListQuery, nextLink } from '../lists.js';
import { NewImport } from './import-form.js';
import { Import, ImportById, ImportList, ImportRowList, ImportRowQuery } from './import-shapes.js';
import { presentImport, presentImportRow } from './present-import.js';

const waitHeader = { 'Retry-After': 'Seconds until it makes sense to look again, while the import goes on.' };

/** Imports of files of books. All librarians see all imports. */
@injectable()
export class ImportRoutes implements RouteGroup {
  constructor(
    @inject(ImportDesk) private readonly desk: ImportDesk,
    @inject(ImportQueries) private readonly queries: ImportQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [
      this.importBooks(),
      this.listImports(),
      this.getImport(),
      this.listImportRows(),
      this.cancelImport(),
    ];
  }

  private importBooks(): Route {
    return route({
      operationId: 'importBooks',
      method: 'POST',
      path: '/imports',
      since: '2.4',
      summary: 'Import a file of books',
      description:
        'A CSV file whose first line has the names of the columns, with a row for each book or for each copy. The ' +
        'service reads it in the background: look at the import that is answered. Importing a file again changes ' +
        'nothing. The upload may take 120 seconds, as long as bytes arrive.',
      audience: 'librarian',
      accepts: { form: NewImport, files: { file: fileRule } },
      responds: { 202: Import },
      headers: { ...waitHeader, Location: 'The import.' },
      refuses: importRefusals.submit,
      handle: async ({ form: { copies, dryRun, ...reading }, files, caller, wording }) => {
        const { path = '', name = '', size = 0 } = files.file[0] ?? {};
        const view = await this.desk.submit({
          caller,
          fileName: shownName(name),
          size,
          options: { copies, dryRun, ...omitUndefined(reading) },
          content: () => createReadStream(path, { highWaterMark: chunkBytes }),
        });
        const location = { Location: `/v2/imports/${toId('import', view.id)}` };
        return accepted(presentImport(view, wording), { ...location, ...waitFor(view) });
      },
    });
  }

  private listImports(): Route {
    return route({
      operationId: 'listImports',
      method: 'GET',
      path: '/imports',
      since: '2.4',
      summary: 'List imports, the newest first',
      description: 'Of all librarians, from the last seven days.',
      audience: 'librarian',
      accepts: { query: ListQuery },
      responds: { 200: ImportList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query: { cursor, limit }, url, wording }) => {
        const after = this.cursors.read('imports', cursor);
        const { items, next } = await this.queries.list({ after, limit });
        const nextCursor = this.cursors.write('imports', next);
        const data = items.map((view) => presentImport(view, wording));
        return ok({ data, page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private getImport(): Route {
    return route({
      operationId: 'getImport',
      method: 'GET',
      path: '/imports/:id',
      since: '2.4',
      summary: 'Show how far an import is',
      audience: 'librarian',
      accepts: { path: ImportById },
      responds: { 200: Import },
      headers: waitHeader,
      refuses: importRefusals.find,
      handle: async ({ path, wording }) => {
        const view = await this.desk.find(toKey('import', path.id));
        return ok(presentImport(view, wording), waitFor(view));
      },
    });
  }

  private listImportRows(): Route {
    return route({
      operationId: 'listImportRows',
      method: 'GET',
      path: '/imports/:id/rows',
      since: '2.4',
      summary: 'List what became of each row',
      description: 'In the order of the file. While the import runs, more rows follow after the last one.',
      audience: 'librarian',
      accepts: { path: ImportById, query: ImportRowQuery },
      responds: { 200: ImportRowList },
      headers: listHeaders,
      refuses: [...importRefusals.find, cursorInvalid],
      handle: async ({ path, query: { outcome, cursor, limit }, url, wording }) => {
        const { id } = await this.desk.find(toKey('import', path.id));
        const list = `rows of ${id} ${outcome ?? ''}`;
        const after = this.cursors.read(list, cursor);
        const { items, next } = await this.queries.rows(id, outcome, { after, limit });
        const nextCursor = this.cursors.write(list, next);
        const data = items.map((row) => presentImportRow(row, wording));
        return ok({ data, page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private cancelImport(): Route {
    return route({
      operationId: 'cancelImport',
      method: 'POST',
      path: '/imports/:id/cancellations',
      since: '2.4',
      summary: 'Cancel an import',
      description: 'It ends before its next batch of 500 rows. What it has stored until then stays.',
      audience: 'librarian',
      accepts: { path: ImportById },
      responds: { 200: Import },
      refuses: importRefusals.cancel,
      handle: async ({ path, wording }) =>
        ok(presentImport(await this.desk.cancel(toKey('import', path.id)), wording)),
    });
  }
}

function waitFor({ status }: ImportView): Record<string, string> {
  return status === 'waiting' || status === 'running' ? { 'Retry-After': '1' } : {};
}
