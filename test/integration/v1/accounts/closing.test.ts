import { expect } from 'chai';
import sql, { raw } from 'sql-template-tag';
import { accountInUse, credentialsWrong, lastAdmin } from '../../../../src/domain/accounts/refusals.js';
import { patronNotFound } from '../../../../src/domain/kernel/not-found.js';
import { tokenInvalid } from '../../../../src/interface/kernel/errors/refusals.js';
import { addPerson, rowsOf, type Person } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

const words = ['Xanthippe', 'Quillfeather', 'Zweibrücken'] as const;

describe('Closing an account over /v1', () => {
  let running: RunningService;
  let librarian: Person;
  before(async () => {
    running = await startService({ content: 'migrated' });
    librarian = await addPerson(running, 'librarian');
  });
  after(() => running.stop());

  const close = ({ token }: Person) => running.api.delete('/v1/users/me', { token });
  const borrow = async ({ token }: Person): Promise<number> => {
    const json = { title: 'A book to borrow', copies: 1 };
    const book = await running.api.post('/v1/books', { token: librarian.token, json });
    const loan = await running.api.post('/v1/loans', { token, json: { book_id: book.body.id } });
    expect(loan.status).to.equal(201);
    return loan.body.id;
  };
  const giveBack = ({ token }: Person, loan: number) =>
    running.api.post(`/v1/loans/${loan}/return`, { token });

  it('is confirmed, and takes effect at once: token and password are refused', async () => {
    const person = await addPerson(running);
    expect(said(await close(person))).to.deep.equal({
      status: 200,
      body: { status: 'Success', id: person.id },
    });
    const { token, email, password } = person;
    expect(said(await running.api.get('/v1/users/me', { token }))).to.deep.equal(refusal(401, tokenInvalid));
    expect(said(await close(person))).to.deep.equal(refusal(401, tokenInvalid));
    const login = await running.api.post('/v1/users/login', { json: { email, password } });
    expect(said(login)).to.deep.equal(refusal(401, credentialsWrong));
  });

  it('removes the account from every list that librarians read', async () => {
    const person = await addPerson(running);
    await close(person);
    const sending = { token: librarian.token };
    const one = await running.api.get(`/v1/users/${person.id}`, sending);
    expect(said(one)).to.deep.equal(refusal(404, patronNotFound));
    const all = await running.api.get('/v1/users?per_page=100', sending);
    expect(all.status).to.equal(200);
    expect(all.body.map(({ id }: { id: number }) => id)).to.not.include(person.id);
    expect(all.headers.get('x-total-count')).to.equal(String(all.body.length));
  });

  it('is refused while a loan is open, and allowed as soon as it is returned', async () => {
    const person = await addPerson(running);
    const loan = await borrow(person);
    expect(said(await close(person))).to.deep.equal(refusal(409, accountInUse));
    const me = await running.api.get('/v1/users/me', { token: person.token });
    expect(me.status).to.equal(200);
    expect(me.body.email).to.equal(person.email);
    await giveBack(person, loan);
    expect(said(await close(person))).to.deep.equal({
      status: 200,
      body: { status: 'Success', id: person.id },
    });
  });

  it('never leaves an open loan behind when the patron borrows and closes at the same moment', async () => {
    const person = await addPerson(running);
    const json = { title: 'The last one', copies: 6 };
    const book = await running.api.post('/v1/books', { token: librarian.token, json });
    const sending = { token: person.token, json: { book_id: book.body.id } };
    await Promise.all([
      running.api.post('/v1/loans', sending),
      close(person),
      running.api.post('/v1/loans', sending),
    ]);
    const orphans = await rowsOf(
      running,
      sql`select loan.id from loan join patron on patron.id = patron_id
          where loan.closed_at is null and patron.closed_at is not null`,
    );
    expect(orphans).to.deep.equal([]);
  });

  it('leaves no personal data anywhere in the database', async () => {
    const [username, first_name, last_name] = words;
    const registration = { username, first_name, last_name, email: 'xanthippe@quill.example' };
    const json = { ...registration, password: 'a long and quiet evening' };
    await running.api.post('/v1/users/register', { json });
    const login = await running.api.post('/v1/users/login', {
      json: { email: json.email, password: json.password },
    });
    const person = { token: login.body.token } as Person;
    await running.api.put('/v1/users/me', {
      token: person.token,
      json: { email: 'zweibruecken@quill.example' },
    });
    await giveBack(person, await borrow(person));
    expect(await tablesWith(username)).to.deep.equal(['patron']);
    expect((await close(person)).status).to.equal(200);
    for (const word of [...words, 'quill.example']) expect(await tablesWith(word)).to.deep.equal([]);
  });

  it('keeps past loans countable, without a name', async () => {
    const person = await addPerson(running);
    const loan = await borrow(person);
    await giveBack(person, loan);
    await close(person);
    const seen = await running.api.get(`/v1/loans/${loan}`, { token: librarian.token });
    expect(seen.status).to.equal(200);
    expect(seen.body).to.include({ id: loan, status: 'closed' });
    expect(JSON.stringify(seen.body)).to.not.include('@');
  });

  it('frees the e-mail address for a new account', async () => {
    const person = await addPerson(running);
    await close(person);
    const json = { username: 'again', email: person.email, password: 'a long and quiet evening' };
    const answer = await running.api.post('/v1/users/register', { json });
    expect(answer.status).to.equal(201);
    expect(answer.body.email).to.equal(person.email);
    expect(answer.body.id).to.not.equal(person.id);
  });

  it('is refused to the last admin, and to one of two who close at the same moment', async () => {
    const one = await addPerson(running, 'admin');
    expect(said(await close(one))).to.deep.equal(refusal(409, lastAdmin));
    const other = await addPerson(running, 'admin');
    const answers = await Promise.all([close(one), close(other)]);
    const [left, stayed] = answers.toSorted((a, b) => a.status - b.status);
    expect(left?.status).to.equal(200);
    expect(left?.body.status).to.equal('Success');
    expect(stayed && said(stayed)).to.deep.equal(refusal(409, lastAdmin));
  });

  /** The tables that contain a word in any column of any row. */
  async function tablesWith(word: string): Promise<string[]> {
    const tables = await rowsOf<{ name: string }>(
      running,
      sql`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await rowsOf(
        running,
        sql`select 1 as one from ${raw(`"${name}"`)} as t where t::text ilike ${`%${word}%`}`,
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  }
});
