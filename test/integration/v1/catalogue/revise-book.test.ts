import { expect } from 'chai';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { until } from '../../../support/until.js';

const author = (name: string) => ({ name, role: 'author' }) as const;
const translator = { name: 'Oliver Ready', role: 'translator' } as const;

/** A book with fields that v1 does not show. */
const rich = {
  title: 'Crime and Punishment',
  subtitle: 'A novel in six parts',
  contributors: [author('Fyodor Dostoevsky'), author('A Second Hand'), translator],
  isbn: '978-0-306-40615-7',
  publisher: 'Penguin',
  year: 1866,
  language: 'en',
  subjects: ['fiction', 'guilt', 'Russia'],
  description: 'He kills.',
};

interface Hidden {
  readonly subtitle: string | null;
  readonly contributors: readonly { name: string; role: string }[];
  readonly subjects: readonly string[];
  readonly isbn13: string | null;
  readonly revision: number;
}

describe('PUT /v1/books/:id', () => {
  let library: Library;
  let id: number;
  const put = (json: unknown, book = id): Promise<Answer> =>
    library.api.put(`/v1/books/${book}`, { token: library.librarian.token, json });
  const shown = async (): Promise<Record<string, unknown>> =>
    (await library.api.get(`/v1/books/${id}`)).body as Record<string, unknown>;
  const hidden = async (): Promise<Hidden | undefined> =>
    (
      await library.rows<Hidden>(sql`
      select subtitle, contributors, subjects, isbn13, revision from book where id = ${id}`)
    )[0];

  before(async () => (library = await startLibrary()));
  after(() => library.stop());
  beforeEach(async () => {
    id = await library.addBook(rich, 2);
    library.clock.advance({ hours: 1 });
  });

  for (const [field, value] of [
    ['title', 'Преступление и наказание'],
    ['author', 'F. M. Dostoevsky'],
    ['isbn', '0-8044-2957-x'],
    ['genre', 'crime'],
    ['year', -1],
    ['publisher', 'Vintage'],
    ['language', 'de'],
    ['description', 'He is sorry.'],
  ] as const) {
    it(`changes only the ${field} when nothing else is sent`, async () => {
      const before = await shown();
      const { status, body } = await put({ [field]: value });
      expect(status).to.equal(200);
      const now = library.clock.now().toISOString();
      expect(body).to.deep.equal({ ...before, [field]: value, updated_at: now });
      expect(await shown()).to.deep.equal(body);
      expect(await hidden()).to.include({ subtitle: rich.subtitle, revision: 2 });
    });
  }

  it('removes null fields, and keeps fields that are not sent', async () => {
    const plain = await library.addBook({ ...rich, contributors: [author('One')], subjects: ['one'] });
    const nothing = { author: null, isbn: null, genre: null, year: null, publisher: null, language: null };
    const { status, body } = await put({ ...nothing, description: null }, plain);
    expect(status).to.equal(200);
    expect(body).to.include({ ...nothing, description: null, title: rich.title, copies: 1 });
    expect((await library.api.get('/v1/books?isbn=9780306406157&title=crime')).body).to.satisfy(
      (list: { id: number }[]) => list.every((book) => book.id !== plain),
    );
  });

  it('removes only the shown author and genre, and keeps the translator and further subjects', async () => {
    await put({ author: null, genre: null });
    expect(await hidden()).to.deep.include({
      contributors: [translator],
      subjects: ['guilt', 'Russia'],
      subtitle: rich.subtitle,
    });
  });

  it('keeps the fields that v1 does not show when a client sends back the whole book', async () => {
    const before = await hidden();
    const { id: _, created_at, updated_at, available_copies, ...writable } = await shown();
    const events = await library.auditOf(() => put(writable));
    expect(await hidden()).to.deep.equal(before);
    expect(await shown()).to.deep.include({ created_at, updated_at, available_copies });
    expect(events).to.deep.equal([]);
  });

  it('keeps the fields that v1 does not show when the client has changed one field', async () => {
    const { title, author: names, genre } = await shown();
    await put({ title: `${String(title)}!`, author: names, genre });
    const { contributors, subjects, subtitle } = rich;
    expect(await hidden()).to.deep.include({ contributors, subjects, subtitle, revision: 2 });
  });

  it('replaces all authors with the new author, and keeps the other contributors', async () => {
    await put({ author: 'Somebody Else' });
    expect((await hidden())?.contributors).to.deep.equal([author('Somebody Else'), translator]);
  });

  it('replaces the first subject with the new genre, and keeps the others', async () => {
    await put({ genre: 'classics' });
    expect((await hidden())?.subjects).to.deep.equal(['classics', 'guilt', 'Russia']);
  });

  it('does not turn an editor that was shown as author into an author', async () => {
    const contributors = [{ name: 'Ed Itor', role: 'editor' }] as const;
    id = await library.addBook({ ...rich, contributors });
    await put({ author: 'Ed Itor', year: 1900 });
    expect((await hidden())?.contributors).to.deep.equal(contributors);
  });

  it('stores the canonical ISBN beside the one that was sent', async () => {
    await put({ isbn: '080442957X' });
    expect((await hidden())?.isbn13).to.equal('9780804429573');
    await put({ isbn: null });
    expect((await hidden())?.isbn13).to.equal(null);
  });

  it('changes nothing, not even the time of the last change, when nothing is sent', async () => {
    const before = await shown();
    const events = await library.auditOf(async () => {
      expect((await put({})).body).to.deep.equal(before);
      expect((await put(undefined)).body).to.deep.equal(before);
      expect((await put({ title: rich.title, language: 'EN' })).body).to.deep.equal(before);
    });
    expect(events).to.deep.equal([]);
  });

  it('reports all faults of path and body at once and changes nothing', async () => {
    const json = { title: null, isbn: '123', year: 'x', copies: null, language: '??', id: 3, genre: '' };
    const { status, body } = await library.api.put('/v1/books/abc', { token: library.librarian.token, json });
    expect(status).to.equal(400);
    expect(Object.keys(body.errors)).to.have.members([
      'id',
      'title',
      'isbn',
      'year',
      'copies',
      'language',
      'genre',
    ]);
    const before = await hidden();
    expect((await put({ title: 'New', isbn: '123' })).status).to.equal(400);
    expect(await hidden()).to.deep.equal(before);
  });

  for (const unknown of [0, 987_654_321, Number.MAX_SAFE_INTEGER]) {
    it(`answers 404 for the id ${unknown}`, async () => {
      const { status, body } = await put({ title: 'T' }, unknown);
      expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
    });
  }

  it('is for librarians', async () => {
    expect((await library.api.put(`/v1/books/${id}`, { json: { year: 1 } })).status).to.equal(401);
    const { token } = library.patron;
    expect((await library.api.put(`/v1/books/${id}`, { token, json: { year: 1 } })).status).to.equal(403);
    expect(await shown()).to.include({ year: 1866 });
  });

  it('lets the last of twenty writers win, field by field, and keeps the other fields', async () => {
    const value: Record<string, (n: number) => unknown> = {
      title: (n) => `Title ${n}`,
      author: (n) => `Author ${n}`,
      genre: (n) => `genre ${n}`,
      year: (n) => n,
      publisher: (n) => `Publisher ${n}`,
    };
    const fields = Object.keys(value);
    const writes = Array.from({ length: 20 }, (_, n) => {
      const field = fields[n % fields.length] ?? '';
      return { [field]: value[field]?.(n) };
    });
    const answers = await Promise.all(writes.map((json) => put(json)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(200));
    const book = await shown();
    for (const field of fields) {
      const written = writes.flatMap((write) => (field in write ? [write[field]] : []));
      expect(written, field).to.include(book[field]);
    }
    const { contributors, subjects, subtitle, revision } = (await hidden()) ?? ({} as Partial<Hidden>);
    expect(contributors?.slice(1)).to.deep.equal([translator]);
    expect(subjects?.slice(1)).to.deep.equal(['guilt', 'Russia']);
    expect([subtitle, revision]).to.deep.equal([rich.subtitle, 21]);
  });

  it('lets the later of two writers win completely when it sends back fields that the earlier one changed', async () => {
    const { author: present } = await shown();
    const waiting = async () =>
      (
        await library.rows<{ n: number }>(sql`
          select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`)
      )[0]?.n;
    const holder = new Client({ connectionString: library.databaseUrl });
    await holder.connect();
    const writes: Promise<Answer>[] = [];
    try {
      await holder.query('begin');
      await holder.query('select from book where id = $1 for update', [id]);
      for (const json of [
        { title: 'Earlier', author: 'Somebody New' },
        { title: 'Later', author: present },
      ]) {
        writes.push(put(json));
        await until(async () => (await waiting()) === writes.length);
      }
    } finally {
      await holder.end();
    }
    expect((await Promise.all(writes)).map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(await shown()).to.include({ title: 'Later', author: present });
  });
});
