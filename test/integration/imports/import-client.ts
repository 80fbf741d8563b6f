import sql from 'sql-template-tag';
import type { Answer } from '../../support/api-client.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library, type Member } from '../../support/library.js';

type Parts = Readonly<Record<string, string | Blob | readonly (string | Blob)[]>>;

/** A file of rows whose first line names the columns. */
export function csv(rows: readonly string[], name = 'books.csv', type = 'text/csv'): File {
  return new File([['Title,Author,ISBN,Barcode', ...rows].join('\n')], name, { type });
}

const columns = 'title=Title,contributors=Author,isbn=ISBN,barcode=Barcode';

/** A library with a client of its imports. */
export class ImportClient {
  private constructor(readonly library: Library) {}

  static async start(wishes: Parameters<typeof startLibrary>[0] = {}): Promise<ImportClient> {
    return new ImportClient(await startLibrary(wishes));
  }

  /** Sends a form with a file and, if they do not say otherwise, the columns of `csv`. */
  send(
    parts: Parts,
    { token = this.library.librarian.token, headers = {} }: { token?: string; headers?: object } = {},
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, values] of Object.entries({ columns, ...parts }))
      for (const value of [values].flat()) form.append(name, value);
    return this.library.api.post('/v2/imports', {
      token,
      raw: form,
      headers: { 'API-Version': '2.4', ...headers },
    });
  }

  /** Sends a file, and returns the id of its import. */
  async sent(parts: Parts): Promise<string> {
    const { status, body } = await this.send(parts);
    if (status !== 202) throw new Error(JSON.stringify(body));
    return body.id;
  }

  ask(method: 'GET' | 'POST', path: string, who: Member = this.library.librarian): Promise<Answer> {
    const headers = { 'API-Version': '2.4' };
    return this.library.api.send(method, `/v2/imports${path}`, { token: who.token, headers });
  }

  async get(id: string): Promise<Record<string, unknown>> {
    return (await this.ask('GET', `/${id}`)).body;
  }

  /** The rows of an import in short: line, outcome, title. */
  async rows(id: string, query = '?limit=200'): Promise<string[]> {
    const { body } = await this.ask('GET', `/${id}/rows${query}`);
    return body.data.map(
      ({ line, outcome, title }: { line: number; outcome: string; title: string | null }) =>
        `${line} ${outcome} ${title ?? '-'}`,
    );
  }

  work(): Promise<void> {
    return runJob(this.library.service, 'imports.import_files');
  }

  async count(table: 'book' | 'copy' | 'import_job' | 'import_row' | 'import_chunk'): Promise<number> {
    const [row] = await this.library.rows<{ count: number }>(
      sql([`select count(*)::int as count from ${table}`]),
    );
    return row?.count ?? 0;
  }

  stop(): Promise<void> {
    return this.library.stop();
  }
}

/** A file of many books. */
export function manyBooks(count: number): File {
  return csv(
    Array.from(
      { length: count },
      (_, at) => `Book ${at},Author ${at % 100},,${at % 7 === 0 ? `M-${at}` : ''}`,
    ),
  );
}
