import sql from 'sql-template-tag';
import { rowsOf, tokenFor } from '../../support/people.js';
import type { RunningService } from '../../support/service.js';
import { addSomebody } from './callers.js';

/** What a person sends from the form of imports. */
export function importForm(): FormData {
  const form = new FormData();
  form.append('columns', 'title=Title,contributors=Author');
  form.append('file', new File(['Title,Author\nEmma,Jane Austen'], 'books.csv', { type: 'text/csv' }));
  return form;
}

/** No worker takes imports here. Those that wait are taken away, because only some may wait. */
export async function forgetImports(running: RunningService): Promise<void> {
  await rowsOf(running, sql`delete from import_job`);
}

export async function addImport(running: RunningService): Promise<string> {
  const patronId = await addSomebody(running, 'librarian');
  const { body } = await running.api.post('/v2/imports', {
    token: tokenFor(running.service, { patronId, role: 'librarian' }),
    headers: { 'API-Version': '2.4' },
    raw: importForm(),
  });
  return (body as { id: string }).id;
}
