import { expect } from 'chai';
import { ImportDesk } from '../../../src/application/imports/import-desk.js';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Answer } from '../../support/api-client.js';
import { csv, ImportClient, manyBooks } from './import-client.js';

const brief = ({ status, body }: Answer) => [
  status,
  body.code,
  ...(body.errors ?? []).map(({ pointer = '' }: Record<string, string>) => pointer.slice(1)),
];

describe('Sending a file to import', function () {
  this.timeout(60_000);
  let client: ImportClient;
  beforeEach(async () => {
    client = await ImportClient.start();
  });
  afterEach(() => client.stop());

  const good = csv(['Emma,,,']);
  const named = (content: string | Uint8Array<ArrayBuffer>, name = 'books.csv', type = 'text/csv') =>
    new File([content], name, { type });

  const refused: readonly (readonly [
    string,
    Parameters<ImportClient['send']>[0],
    number,
    string,
    string?,
  ])[] = [
    ['no file', {}, 400, 'request.validation_failed', 'file'],
    ['an empty file', { file: named('') }, 400, 'request.validation_failed', 'file'],
    [
      'a file of another type',
      { file: named('PNG', 'a.png', 'image/png') },
      400,
      'request.validation_failed',
      'file',
    ],
    ['two files', { file: [good, good] }, 413, 'request.too_large'],
    ['a file in another field', { file: good, more: good }, 400, 'request.validation_failed', 'more'],
    ['an unknown field', { file: good, colums: 'title=Title' }, 400, 'request.validation_failed', 'colums'],
    ['a text for the file', { file: 'Title,Author' }, 400, 'request.validation_failed', 'file'],
    [
      'NUL in a column',
      { file: good, columns: 'title=Ti\0tle' },
      400,
      'request.validation_failed',
      'columns',
    ],
    [
      'too many columns',
      { file: good, columns: Array.from({ length: 51 }, () => 'x') },
      400,
      'request.validation_failed',
      'columns',
    ],
    ['half a copy', { file: good, copies: '0.5' }, 400, 'request.validation_failed', 'copies'],
    ['too many copies', { file: good, copies: '1001' }, 400, 'request.validation_failed', 'copies'],
    [
      'no decision about a dry run',
      { file: good, dryRun: 'yes' },
      400,
      'request.validation_failed',
      'dryRun',
    ],
    ['an odd order of names', { file: good, names: 'odd' }, 400, 'request.validation_failed', 'names'],
    ['a field twice', { file: good, from: ['koha', 'koha'] }, 400, 'request.validation_failed', 'from'],
    ['an unknown program', { file: good, from: 'shelves' }, 400, 'imports.options_invalid', 'from'],
    [
      'a program with a special name',
      { file: good, from: '__proto__' },
      400,
      'imports.options_invalid',
      'from',
    ],
    [
      'an unknown column',
      { file: good, columns: 'title=Title,name=x' },
      400,
      'imports.options_invalid',
      'columns',
    ],
    [
      'no column of the title',
      { file: good, columns: 'isbn=ISBN' },
      400,
      'imports.options_invalid',
      'columns',
    ],
    [
      'a letter as the separator',
      { file: good, delimiter: 'x' },
      400,
      'imports.options_invalid',
      'delimiter',
    ],
    [
      'a separator with a special name',
      { file: good, delimiter: 'constructor' },
      400,
      'imports.options_invalid',
      'delimiter',
    ],
    ['an unknown encoding', { file: good, encoding: 'klingon' }, 400, 'imports.options_invalid', 'encoding'],
    [
      'an encoding with a special name',
      { file: good, encoding: 'toString' },
      400,
      'imports.options_invalid',
      'encoding',
    ],
  ];
  it('is refused with the part that is wrong, and nothing is stored', async () => {
    const { token } = client.library.librarian;
    for (const [what, parts, status, code, field] of refused) {
      const answer = await client.send(parts, { token });
      expect(brief(answer), what).to.deep.equal([status, code, ...(field === undefined ? [] : [field])]);
    }
    expect(await client.count('import_job')).to.equal(0);
  });

  it('is refused above 20 MB, and accepted at 20 MB', async () => {
    const most = 20 * 1024 * 1024;
    const large = await client.send({ file: named(new Uint8Array(most + 1)) });
    expect(brief(large)).to.deep.equal([413, 'request.too_large']);
    expect(large.body.detail).to.include('20971520');
    expect([await client.count('import_job'), await client.count('import_chunk')]).to.deep.equal([0, 0]);
    const head = 'Title,Author,ISBN,Barcode\nEmma,,,\n';
    const padded = head + `${' '.repeat(99_999)}\n`.repeat(209).padEnd(most - head.length);
    const id = await client.sent({ file: named(padded) });
    expect(await client.count('import_chunk')).to.equal(40);
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'completed', size: most, line: 2 });
    expect(await client.rows(id)).to.deep.equal(['2 created Emma']);
  });

  it('needs a form, and no other body', async () => {
    const { token } = client.library.librarian;
    const headers = { 'API-Version': '2.4' };
    const json = await client.library.api.post('/v2/imports', { token, headers, json: { from: 'koha' } });
    expect(brief(json)).to.deep.equal([415, 'request.unsupported_media_type']);
    const none = await client.library.api.post('/v2/imports', { token, headers });
    expect(none.status).to.equal(400);
  });

  it('is for librarians, and for keys with the scope', async () => {
    const { library } = client;
    const { id } = (await client.send({ file: good })).body;
    for (const [method, path] of [
      ['GET', ''],
      ['GET', `/${id}`],
      ['GET', `/${id}/rows`],
      ['POST', `/${id}/cancellations`],
    ] as const) {
      expect((await client.ask(method, path, library.patron)).status, `${method} ${path}`).to.equal(403);
    }
    expect((await client.send({ file: good }, { token: library.patron.token })).status).to.equal(403);
    const keyWith = async (scope: string) => {
      const json = { name: 'importer', scopes: [scope] };
      const { body } = await library.api.post('/v2/api-keys', { token: library.librarian.token, json });
      return body.key as string;
    };
    const [reading, writing] = [await keyWith('imports:read'), await keyWith('imports:write')];
    expect(brief(await client.send({ file: good }, { token: reading }))).to.deep.equal([
      403,
      'request.scope_missing',
    ]);
    const answer = await client.send({ file: good }, { token: writing });
    expect(answer.status).to.equal(202);
    await client.work();
    const shown = await client.ask('GET', `/${answer.body.id}`, { id: 0, token: reading });
    expect([shown.status, shown.body.status]).to.deep.equal([200, 'completed']);
  });

  it('is seen and cancelled by every librarian', async () => {
    const id = await client.sent({ file: good });
    const colleague = await client.library.addMember({ role: 'librarian' });
    const { body } = await client.ask('GET', '', colleague);
    expect(body.data.map((each: { id: string }) => each.id)).to.deep.equal([id]);
    expect((await client.ask('POST', `/${id}/cancellations`, colleague)).body.status).to.equal('cancelled');
  });

  it('does not find what is no import', async () => {
    for (const id of ['1', 'import_', 'import_none', 'book_0', '%00', '__proto__'])
      expect((await client.ask('GET', `/${id}`)).status, id).to.be.oneOf([400, 404]);
  });

  it('happens once for a key, however often it is sent', async () => {
    const headers = { 'Idempotency-Key': 'a-key-of-this-test' };
    const token = client.library.librarian.token;
    const first = await client.send({ file: good }, { token, headers });
    const second = await client.send({ file: good }, { token, headers });
    expect([second.status, second.body]).to.deep.equal([202, first.body]);
    expect(second.headers.get('idempotent-replayed')).to.equal('true');
    const other = await client.send({ file: csv(['Other,,,']) }, { token, headers });
    expect(brief(other)).to.deep.equal([422, 'request.idempotency_key_reused']);
    expect(await client.count('import_job')).to.equal(1);
  });

  it('does not wait until another file is stored', async () => {
    const { librarian, service } = client.library;
    let answer: Answer | undefined;
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Title\n');
      answer = await client.send({ file: good });
      yield Buffer.from('Sanditon\n');
    }
    const { id } = await service.container.resolve(ImportDesk).submit({
      caller: { patronId: librarian.id, role: 'librarian' },
      fileName: 'slow.csv',
      size: 15,
      options: { columns: ['title=Title'], copies: 1, dryRun: false },
      content: slow,
    });
    expect(answer?.status).to.equal(202);
    await client.work();
    expect(await client.rows(toId('import', id))).to.deep.equal(['2 created Sanditon']);
    expect(await client.rows(answer?.body.id)).to.deep.equal(['2 created Emma']);
  });

  it('is accepted once of three that come at the same time while nineteen wait', async () => {
    for (let at = 0; at < 19; at += 1) await client.sent({ file: manyBooks(1) });
    const answers = await Promise.all([1, 2, 3].map(() => client.send({ file: good })));
    expect(answers.filter(({ status }) => status === 202)).to.have.lengthOf(1);
    expect(answers.filter(({ status }) => status === 409)).to.have.lengthOf(2);
    expect(await client.count('import_job')).to.equal(20);
  });

  it('is refused while twenty imports wait', async () => {
    for (let at = 0; at < 20; at += 1) await client.sent({ file: manyBooks(1) });
    const { status, body } = await client.send({ file: good });
    expect([status, body.code]).to.deep.equal([409, 'imports.too_many_waiting']);
    await client.work();
    expect((await client.send({ file: good })).status).to.equal(202);
    expect((await client.ask('GET', '?limit=5')).body.data).to.have.lengthOf(5);
  });
});
