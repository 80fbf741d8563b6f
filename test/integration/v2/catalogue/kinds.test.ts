import { expect } from 'chai';
import fc from 'fast-check';
import sql from 'sql-template-tag';
import { CopyKindService } from '../../../../src/application/catalogue/kinds/copy-kind-service.js';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { runCli } from '../../migrations/run-cli.js';

const standard = ['media', 'reference', 'short_loan', 'standard'];

describe('The kinds of copies', () => {
  let library: Library;
  let token: string;
  let book: string;
  before(async () => {
    library = await startLibrary();
    token = library.librarian.token;
    book = (await library.api.post('/v2/books', { token, json: { title: 'Emma' } })).body.id as string;
  });
  after(() => library.stop());

  const add = (json: object) => library.api.post(`/v2/books/${book}/copies`, { token, json });
  const edit = ({ headers, body }: Answer, json: object) =>
    library.api.send('PATCH', `/v2/copies/${body.id as string}`, {
      token,
      json,
      headers: { 'If-Match': headers.get('etag') ?? '' },
    });
  const codeOf = ({ status, body }: Answer) => [status, body.code];
  const unknown = [400, 'catalogue.kind_unknown'];
  const known = () => library.service.container.resolve(CopyKindService).all();
  const cli = (...args: string[]) => runCli(['copy-kinds', ...args], { databaseUrl: library.databaseUrl });
  /** The previous release checks no kind. */
  const insert = (barcode: string, kind: string) => sql`
    insert into copy (book_id, barcode, kind, status, revision, created_at)
    values ((select max(id) from book), ${barcode}, ${kind}, 'available', 1, now())`;

  it('are four at first', async () => {
    expect(await known()).to.deep.equal(standard);
  });

  it('are named by the refusal of another one, and nothing is stored', async () => {
    const answer = await add({ barcode: 'K1', kind: 'shrot_loan' });
    expect(codeOf(answer)).to.deep.equal(unknown);
    const sentence = `kind must be one that the library knows: ${standard.join(', ')}`;
    expect(answer.body.errors).to.deep.equal([
      { pointer: '/kind', code: 'not_one_of', parameters: { allowed: standard }, detail: sentence },
    ]);
    expect((await library.api.get('/v2/copies?barcode=K1')).body.data).to.deep.equal([]);
  });

  it('are checked in a change, too', async () => {
    const copy = await add({});
    expect(codeOf(await edit(copy, { kind: 'shrot_loan' }))).to.deep.equal(unknown);
    expect((await edit(copy, { kind: 'reference' })).body).to.include({ kind: 'reference' });
  });

  it('grow by a command', async () => {
    expect(codeOf(await add({ kind: 'audiobook' }))).to.deep.equal(unknown);
    expect((await cli('--add', 'audiobook')).code).to.equal(0);
    expect((await add({ kind: 'audiobook' })).body).to.include({ kind: 'audiobook' });
  });

  it('grow by what the previous release stores', async () => {
    await library.rows(insert('OLD1', 'of_old'));
    await library.rows(sql`update copy set kind = 'of_older' where barcode = 'OLD1'`);
    for (const kind of ['of_old', 'of_older']) expect((await add({ kind })).status).to.equal(201);
  });

  it('do not grow by what the previous release rolls back', async () => {
    await library.rows(sql`${insert('OLD2', 'never')}, (1 / (select 0 from book limit 1))`).catch(() => []);
    expect(codeOf(await add({ kind: 'never' }))).to.deep.equal(unknown);
  });

  it('grow once when many store the same new one at the same time', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, number) => library.rows(insert(`RUSH${number}`, 'rushed'))),
    );
    expect((await add({ kind: 'rushed' })).status).to.equal(201);
  });

  it('decide for every text whether a copy is stored', async () => {
    const all = new Set(await known());
    const kind = fc.oneof(
      fc.constantFrom(...all),
      fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(kind, async (text) => {
        const { status, body } = await add({ kind: text });
        const isCode = /^[a-z][a-z0-9_]{0,49}$/.test(text);
        const refused = isCode ? 'catalogue.kind_unknown' : 'request.validation_failed';
        expect([status, body.code]).to.deep.equal(all.has(text) ? [201, undefined] : [400, refused]);
      }),
      { numRuns: 50 },
    );
  });
});
