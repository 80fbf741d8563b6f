import { expect } from 'chai';
import sql from 'sql-template-tag';
import { runJob } from '../../support/jobs.js';
import { csv, ImportClient, manyBooks } from './import-client.js';

describe('An import over HTTP', function () {
  this.timeout(60_000);
  let client: ImportClient;
  before(async () => {
    client = await ImportClient.start();
  });
  after(() => client.stop());

  it('waits for the worker, and then has an outcome for each row', async () => {
    const file = csv([
      'Emma,Jane Austen,0141439580,B-1',
      ',Nobody,,',
      '"Torn,Jane Austen,,',
      'Short,row',
      'Emma,Jane Austen,0141439580,B-2',
      'Sanditon,,,b-1',
    ]);
    const answer = await client.send({ file });
    const { id } = answer.body;
    expect(answer.status).to.equal(202);
    expect([answer.headers.get('location'), answer.headers.get('retry-after')]).to.deep.equal([
      `/v2/imports/${id}`,
      '1',
    ]);
    expect(answer.body).to.deep.include({
      status: 'waiting',
      fileName: 'books.csv',
      size: file.size,
      dryRun: false,
      lines: null,
      reading: null,
      line: 0,
      rows: { created: 0, updated: 0, skipped: 0, error: 0 },
      startedAt: null,
    });
    const audited = await client.library.auditOf(() => client.work());
    const { headers, body } = await client.ask('GET', `/${id}`);
    expect(headers.get('retry-after')).to.equal(null);
    expect(body).to.deep.include({
      status: 'completed',
      lines: 7,
      reading: { encoding: 'utf-8', otherEncoding: null, firstRows: [] },
      line: 7,
      rows: { created: 1, updated: 1, skipped: 0, error: 4 },
      copies: 2,
      failure: null,
    });
    expect(await client.rows(id)).to.deep.equal([
      '2 created Emma',
      '3 error -',
      '4 error -',
      '5 error -',
      '6 updated Emma',
      '7 error Sanditon',
    ]);
    expect(await client.rows(id, '?outcome=error&limit=2')).to.deep.equal(['3 error -', '4 error -']);
    const { librarian } = client.library;
    const who = new Set(audited.map(({ actor, role, request }) => `${actor} ${role} ${request}`));
    expect([...who]).to.deep.equal([`${librarian.id} librarian ${answer.headers.get('x-request-id')}`]);
    expect(audited.map(({ action }) => action)).to.include('catalogue.book_added');
  });

  it('has its rows in pages, and they can be filtered', async () => {
    const id = await client.sent({ file: csv(['One,,,', ',,,', 'Two,,,', ',,,', 'Three,,,']) });
    await client.work();
    const read: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await client.ask('GET', `/${id}/rows?limit=2&outcome=created${cursor}`);
      read.push(...body.data.map(({ title }: { title: string }) => title));
      if (body.page.nextCursor === null) break;
      cursor = `&cursor=${body.page.nextCursor}`;
    }
    expect(read).to.deep.equal(['One', 'Two', 'Three']);
    const foreign = await client.ask('GET', `/${id}/rows?limit=1`);
    const cursor = foreign.body.page.nextCursor as string;
    expect((await client.ask('GET', `/${id}/rows?outcome=error&cursor=${cursor}`)).body.code).to.equal(
      'request.cursor_invalid',
    );
    expect((await client.ask('GET', `/${id}/rows?outcome=odd`)).status).to.equal(400);
  });

  it('of 10,000 rows comes in whole, and a second time changes nothing', async () => {
    const before = await client.count('book');
    const id = await client.sent({ file: manyBooks(10_000) });
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'completed',
      rows: { created: 10_000, updated: 0, skipped: 0, error: 0 },
      copies: 10_000,
    });
    expect(await client.count('book')).to.equal(before + 10_000);
    const again = await client.sent({ file: manyBooks(10_000) });
    await client.work();
    expect(await client.get(again)).to.deep.include({
      rows: { created: 0, updated: 0, skipped: 10_000, error: 0 },
    });
    expect(await client.count('book')).to.equal(before + 10_000);
  });

  it('reports in a dry run what it would do, and stores nothing', async () => {
    const before = [await client.count('book'), await client.count('copy')];
    const id = await client.sent({ file: csv(['Dry,,,', 'Dry,,,', ',,,']), dryRun: 'true', copies: '3' });
    await client.work();
    expect(await client.get(id)).to.deep.include({
      status: 'completed',
      dryRun: true,
      rows: { created: 1, updated: 1, skipped: 0, error: 1 },
      copies: 6,
    });
    expect(await client.rows(id)).to.deep.equal(['2 created Dry', '3 updated Dry', '4 error -']);
    expect([await client.count('book'), await client.count('copy')]).to.deep.equal(before);
  });

  it('takes every option of the command', async () => {
    const text = 'Titel;Autor;Nummer\nPreset;"Berg, Mia / Dahl, Ole";0141439580\nStraße;;\n';
    const file = new File([Buffer.from(text, 'latin1')], 'büch\u202Eer.txt', { type: 'text/plain' });
    const id = await client.sent({
      file,
      columns: ['title=Titel', 'contributors=Autor'],
      from: 'koha',
      delimiter: ';',
      encoding: 'windows-1252',
      names: 'inverted',
      namesSeparator: '/',
      copies: '2',
    });
    await client.work();
    expect(await client.get(id)).to.deep.include({
      fileName: 'büch\uFFFDer.txt',
      status: 'completed',
      copies: 4,
    });
    const rows = await client.library.rows<{ names: string }>(
      sql`select contributors->0->>'name' || ', ' || (contributors->1->>'name') as names from book where title = 'Preset'`,
    );
    expect(rows).to.deep.equal([{ names: 'Mia Berg, Ole Dahl' }]);
    expect(await client.rows(id)).to.deep.equal(['2 created Preset', '3 created Straße']);
  });

  it('fails with the reason, in the language of the reader, when the file cannot be read', async () => {
    const ids = [
      await client.sent({ file: csv([]), columns: 'title=Titel' }),
      await client.sent({ file: new File(['\n\n'], 'empty.csv', { type: 'text/csv' }) }),
      await client.sent({
        file: new File([Buffer.from('Title\nCaf\u00C3', 'latin1')], 'x', { type: 'text/csv' }),
        columns: 'title=Title',
      }),
    ];
    await client.work();
    const failures = await Promise.all(ids.map(async (id) => (await client.get(id))['failure']));
    expect(failures).to.deep.equal([
      'file has no column "Titel". It has Title, Author, ISBN, Barcode.',
      'file is empty. Its first line should name the columns.',
      'file is not valid UTF-8, and its encoding is not clear. Name the encoding, for example windows-1252, ' +
        'windows-1250, windows-1251, shift_jis or gbk; a dry run shows how the rows are read.',
    ]);
    const { token } = client.library.librarian;
    const headers = { 'Accept-Language': 'de', 'API-Version': '2.4' };
    const german = await client.library.api.get(`/v2/imports/${ids[0]}`, { token, headers });
    expect(german.body).to.deep.include({
      status: 'failed',
      failure: 'file hat keine Spalte „Titel“. Es gibt Title, Author, ISBN, Barcode.',
    });
  });

  it('keeps rows with characters that cannot be stored', async () => {
    const id = await client.sent({
      file: csv(['"No\0pe",,,', 'a\0b,c,d', `${'x'.repeat(1_001)},,,`, 'Good,,,']),
    });
    await client.work();
    const rows = await client.rows(id);
    expect(rows.at(-1)).to.equal('5 created Good');
    expect(await client.get(id)).to.deep.include({ status: 'completed' });
  });

  it('keeps its file until it is over, and its rows for longer', async () => {
    await client.sent({ file: csv(['Emma,,,']) });
    await client.sent({ file: csv([]), columns: 'title=Titel' });
    const cancelled = await client.sent({ file: csv(['Emma,,,']) });
    const [rows, chunks] = [await client.count('import_row'), await client.count('import_chunk')];
    expect((await client.ask('POST', `/${cancelled}/cancellations`)).status).to.equal(200);
    expect(await client.count('import_chunk')).to.equal(chunks - 1);
    await client.work();
    expect([await client.count('import_row'), await client.count('import_chunk')]).to.deep.equal([
      rows + 1,
      0,
    ]);
  });

  it('is removed after seven days, with its file and its rows, whatever its status', async () => {
    const waiting = await client.sent({ file: csv(['Left,,,']) });
    const { clock, service } = client.library;
    clock.advance({ days: 6 });
    await runJob(service, 'imports.remove_expired');
    expect((await client.ask('GET', `/${waiting}`)).status).to.equal(200);
    clock.advance({ days: 1 });
    await runJob(service, 'imports.remove_expired');
    expect((await client.ask('GET', `/${waiting}`)).body.code).to.equal('imports.import_not_found');
    expect(
      await Promise.all(
        (['import_job', 'import_chunk', 'import_row'] as const).map((each) => client.count(each)),
      ),
    ).to.deep.equal([0, 0, 0]);
  });
});
