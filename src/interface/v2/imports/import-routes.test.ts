import 'reflect-metadata';
import { expect } from 'chai';
import { aLibrarian } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { ImportDesk } from '../../../application/imports/import-desk.js';
import type { ImportedRow, ImportQueries, ImportView } from '../../../application/imports/imports.js';
import { fault } from '../../../domain/kernel/field-fault.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { toId } from '../ids.js';
import { ImportRoutes } from './import-routes.js';

const at = new Date('2026-12-01T09:30:00Z');
const view: ImportView = {
  id: 7,
  status: 'running',
  fileName: 'books.csv',
  size: 12,
  options: { copies: 1, dryRun: true, from: 'koha' },
  createdBy: 2,
  createdAt: at,
  expiresAt: new Date('2026-12-08T09:30:00Z'),
  startedAt: at,
  endedAt: null,
  lines: 4,
  reading: {
    encoding: 'utf-8',
    otherEncoding: null,
    firstRows: [{ line: 2, values: [{ field: 'title', text: 'Emma' }] }],
  },
  line: 3,
  rows: { created: 1, updated: 0, skipped: 0, error: 1 },
  copies: 1,
  failure: null,
};
const row: ImportedRow = {
  line: 2,
  outcome: 'created',
  reasons: [
    { message: 'Copies added: {{number}}.', parameters: { number: 2 } },
    { message: 'Copies changed: {{number}}.', parameters: { number: 1 } },
  ],
  notes: [{ message: 'Changed: {{fields}}.', parameters: { fields: ['title', 'year'] } }],
  isbn13: '9780141439587',
  title: 'Emma',
  copies: 1,
  bookId: 5,
};

describe('The import routes of v2', () => {
  const desk = stubOf<ImportDesk>('submit', 'find', 'cancel');
  const queries = stubOf<ImportQueries>('list', 'rows');
  const cursors = new Cursors(['a secret of this test']);
  const routes = new ImportRoutes(desk, queries, cursors);

  beforeEach(() => {
    desk.find.resolves(view);
    queries.list.resolves({ items: [view], next: undefined });
    queries.rows.resolves({ items: [row], next: [2] });
  });

  const ask = (operationId: string, input: object) =>
    call(routes, operationId, { caller: aLibrarian, ...input });

  it('are for librarians', () => {
    for (const { operationId } of routes.routes())
      expect(routeOf(routes, operationId).audience, operationId).to.equal('librarian');
  });

  it('show every field of an import, and when to look again', async () => {
    const { body, headers } = await ask('getImport', { path: { id: toId('import', 7) } });
    const { options, createdBy, ...same } = view;
    expect(body).to.deep.equal({
      ...same,
      id: toId('import', 7),
      dryRun: options.dryRun,
      createdBy: toId('patron', createdBy),
      createdAt: '2026-12-01T09:30:00.000Z',
      startedAt: '2026-12-01T09:30:00.000Z',
      expiresAt: '2026-12-08T09:30:00.000Z',
    });
    expect(headers).to.deep.equal({ 'Retry-After': '1' });
    desk.find.resolves({ ...view, status: 'failed', failure: fault('empty', '{{field}} is empty.') });
    const over = await ask('getImport', { path: { id: toId('import', 7) } });
    expect(over.headers).to.deep.equal({});
    expect(over.body).to.deep.include({ failure: 'file is empty.' });
  });

  it('list rows with the ids of v2, and continue after the last one', async () => {
    const path = { id: toId('import', 7) };
    const { body } = await ask('listImportRows', { path, query: { outcome: 'created', limit: '1' } });
    const nextCursor = cursors.write('rows of 7 created', [2]);
    const { isbn13: isbn, reasons: _, ...same } = row;
    const said = { reason: 'Copies added: 2. Copies changed: 1.', notes: ['Changed: title, year.'] };
    expect(body).to.deep.equal({
      data: [{ ...same, isbn, ...said, bookId: toId('book', 5) }],
      page: { nextCursor },
    });
    const other = () => ask('listImportRows', { path, query: { outcome: 'error', cursor: nextCursor } });
    expect(await codesOf(other)).to.deep.equal(['request.cursor_invalid']);
  });

  it('list imports', async () => {
    const { body } = await ask('listImports', { query: {} });
    expect((body as { data: { id: string }[] }).data.map(({ id }) => id)).to.deep.equal([toId('import', 7)]);
  });
});
