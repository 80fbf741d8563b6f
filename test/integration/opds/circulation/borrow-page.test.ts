import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';

describe('The page on which people borrow', () => {
  let library: Library;
  let person: Person;
  let cookie: string;
  let book: number;

  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
    cookie = await signIn(person);
    book = await library.addBook({
      title: 'Sägen & <b>Sagen</b>',
      contributors: [{ name: 'A. "B"', role: 'author' }],
    });
  });

  const send = (path: string, init: RequestInit = {}) =>
    fetch(library.url + path, { redirect: 'manual', ...init });

  async function signIn({ email, password }: Person): Promise<string> {
    const answer = await send('/account/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ email, password }),
      headers: { Origin: library.url },
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  const look = (id: number | string = book, headers: Record<string, string> = { Cookie: cookie }) =>
    send(`/borrow/${id}`, { headers });
  const keyIn = (html: string) => / name="key" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const key = async () => keyIn(await (await look()).text());
  const post = (id: number | string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send(`/borrow/${id}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: library.url, Cookie: cookie, ...headers },
    });
  const loans = () =>
    library.rows<{ id: number; due_at: Date }>(
      sql`select id, due_at from loan where patron_id = ${person.id}`,
    );

  it('shows the book to everybody, and leads to the sign-in and back', async () => {
    const answer = await look(book, {});
    const html = await answer.text();
    expect(answer.status).to.equal(200);
    expect(html).to.include('Sägen &#38; &#60;b&#62;Sagen&#60;/b&#62;').and.include('by A. &#34;B&#34;');
    expect(html).to.include(`href="/account/sign-in?to=%2Fborrow%2F${book}"`).and.not.include('<form');
  });

  it('lends a free copy by its form, and says when it is due', async () => {
    const done = await post(book, { key: await key() });
    expect([done.status, done.headers.get('location')]).to.deep.equal([303, `/borrow/${book}`]);
    const html = await (await look()).text();
    const [loan] = await loans();
    const due = new Date(loan?.due_at ?? 0).toLocaleDateString('en-GB', {
      dateStyle: 'full',
      timeZone: 'UTC',
    });
    expect(html).to.include(`Bring it back by ${due}.`).and.not.include('<form');
  });

  it('changes nothing when it is looked at', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      await send(`/borrow/${book}`, { method, headers: { Cookie: cookie } });
    expect(await loans()).to.deep.equal([]);
  });

  it('lends once, however often the form is sent, also at the same time', async () => {
    const second = await library.addBook({ title: 'Twice' }, 3);
    const html = await (await look(second)).text();
    const fields = { key: keyIn(html) };
    const answers = await Promise.all([1, 2, 3].map(() => post(second, fields)));
    const another = await post(second, { key: keyIn(await (await look()).text()) || crypto.randomUUID() });
    for (const { status, headers } of [...answers, another])
      expect([status, headers.get('location')]).to.deep.equal([303, `/borrow/${second}`]);
    expect(await loans()).to.have.length(1);
  });

  it('lends once when forms of two tabs are sent at the same time', async () => {
    const second = await library.addBook({ title: 'In two tabs' }, 3);
    const keys = await Promise.all([1, 2, 3].map(async () => keyIn(await (await look(second)).text())));
    const answers = await Promise.all(keys.map((each) => post(second, { key: each })));
    expect(new Set(keys).size).to.equal(3);
    for (const { status, headers } of answers)
      expect([status, headers.get('location')]).to.deep.equal([303, `/borrow/${second}`]);
    expect(await loans()).to.have.length(1);
  });

  it('lends nothing when a form is sent again after the return', async () => {
    const fields = { key: await key() };
    await post(book, fields);
    const [loan] = await loans();
    await library.api.post(`/v1/loans/${loan?.id}/return`, { token: person.token });
    expect((await post(book, fields)).status).to.equal(303);
    expect(await loans()).to.have.length(1);
    expect((await post(book, { key: await key() })).status).to.equal(303);
    expect(await loans()).to.have.length(2);
  });

  it('says in plain words why it does not lend, in the language of the reader', async () => {
    await library.rows(sql`update copy set status = 'in_repair' where book_id = ${book}`);
    const refused = await post(book, { key: await key() });
    expect(refused.status).to.equal(409);
    expect(await refused.text())
      .to.include('role="alert"')
      .and.include('No copy of this book is free at the moment.');
    const german = await post(book, { key: await key() }, { 'Accept-Language': 'de' });
    const html = await german.text();
    expect(html).to.include('lang="de"').and.include('Sie können dieses Buch jetzt nicht ausleihen:');
    expect(html).to.not.include('is free');
  });

  it('says every reason against a loan', async () => {
    const blocks = JSON.stringify([{ reason: 'unpaid fees', until: null }]);
    await library.rows(sql`update patron set blocks = ${blocks}::jsonb where id = ${person.id}`);
    await library.rows(sql`update copy set status = 'in_repair' where book_id = ${book}`);
    const html = await (await post(book, { key: await key() })).text();
    const [, said = ''] = /role="alert"[^>]*>([^<]*)</.exec(html) ?? [];
    expect(said.split('.').length, said).to.be.above(2);
  });

  it('takes the form only from itself, and from people who have signed in', async () => {
    const fields = { key: await key() };
    expect((await post(book, fields, { Origin: 'https://evil.example' })).status).to.equal(403);
    const visitor = await post(book, fields, { Cookie: '' });
    expect(visitor.headers.get('location')).to.equal(`/account/sign-in?to=%2Fborrow%2F${book}`);
    expect(await loans()).to.deep.equal([]);
  });

  it('has no page for what is no book', async () => {
    for (const id of [
      '0',
      '999999999',
      '9999999999999999999',
      '__proto__',
      '%00',
      '%ED%A0%80',
      '1%2F2',
      `${book}x`,
    ]) {
      const answer = await look(id);
      expect([answer.status, (await answer.text()).includes('no such book')], id).to.deep.equal([404, true]);
      expect((await post(id, { key: crypto.randomUUID() })).status, id).to.equal(404);
    }
  });

  it('refuses a form without its key, and one that is none', async () => {
    for (const fields of [{}, { key: '' }, { key: 'x'.repeat(5_000) }, { key: '\u0000'.repeat(36) }])
      expect((await post(book, fields)).status).to.equal(400);
    const json = {
      method: 'POST',
      body: '{}',
      headers: { Origin: library.url, Cookie: cookie, 'Content-Type': 'application/json' },
    };
    expect((await send(`/borrow/${book}`, json)).status).to.equal(415);
    const deleted = await send(`/borrow/${book}`, { method: 'DELETE' });
    expect([deleted.status, deleted.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, POST, OPTIONS']);
    expect(await loans()).to.deep.equal([]);
  });

  it('is kept by nobody, loads nothing from elsewhere, and runs no script', async () => {
    const { headers } = await look();
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('referrer-policy')).to.equal('same-origin');
    expect(headers.get('content-security-policy')).to.equal(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
  });
});
