import { expect } from 'chai';
import sql from 'sql-template-tag';
import { PatronCategoryService } from '../../../../src/application/accounts/categories/patron-category-service.js';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { runCli } from '../../migrations/run-cli.js';

const standard = ['adult', 'child', 'staff', 'student'];

describe('The categories of patrons', () => {
  let library: Library;
  let token: string;
  before(async () => {
    library = await startLibrary();
    token = library.librarian.token;
  });
  after(() => library.stop());

  const register = (json: object) =>
    library.api.post('/v2/desk/patrons', { token, json: { username: 'Tim', ...json } });
  const update = async ({ headers, body }: Answer, json: object) =>
    library.api.send('PATCH', `/v2/patrons/${body.id as string}`, {
      token,
      json,
      headers: { 'If-Match': headers.get('etag') ?? '' },
    });
  const codeOf = ({ status, body }: Answer) => [status, body.code];
  const unknown = [400, 'accounts.category_unknown'];
  const known = () => library.service.container.resolve(PatronCategoryService).all();
  const cli = (...args: string[]) =>
    runCli(['patron-categories', ...args], { databaseUrl: library.databaseUrl });

  it('are four at first', async () => {
    expect(await known()).to.deep.equal(standard);
  });

  it('are named by the refusal of another one, and nobody is registered', async () => {
    const answer = await register({ cardNumber: 'K-1', category: 'chlid' });
    expect(codeOf(answer)).to.deep.equal(unknown);
    const sentence = `category must be one that the library knows: ${standard.join(', ')}`;
    expect(answer.body.errors).to.deep.equal([
      { pointer: '/category', code: 'not_one_of', parameters: { allowed: standard }, detail: sentence },
    ]);
    expect(await library.rows(sql`select from patron where card_number = 'K-1'`)).to.deep.equal([]);
  });

  it('are checked in a change, too', async () => {
    const patron = await register({});
    expect(codeOf(await update(patron, { category: 'chlid' }))).to.deep.equal(unknown);
    expect((await update(patron, { category: 'student' })).body).to.include({ category: 'student' });
  });

  it('grow by a command', async () => {
    expect(codeOf(await register({ category: 'teacher' }))).to.deep.equal(unknown);
    expect((await cli('--add', 'teacher')).code).to.equal(0);
    expect((await register({ category: 'teacher' })).body).to.include({ category: 'teacher' });
  });

  it('grow by what the previous release stores', async () => {
    await library.addMember({ category: 'of_old' });
    await library.rows(sql`update patron set category = 'of_older' where category = 'of_old'`);
    for (const category of ['of_old', 'of_older'])
      expect((await register({ category })).status).to.equal(201);
  });
});
