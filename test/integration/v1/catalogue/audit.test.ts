import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';

describe('The audit of the catalogue', () => {
  let library: Library;
  const send = (method: string, path: string, json?: unknown, as = library.librarian): Promise<Answer> =>
    library.api.send(method, path, { token: as.token, json, headers: { 'X-Request-Id': 'desk-7' } });
  const byTheLibrarian = () => ({ actor: library.librarian.id, role: 'librarian', request: 'desk-7' });

  before(async () => (library = await startLibrary()));
  after(() => library.stop());

  it('records the addition of a book once', async () => {
    let id = 0;
    const events = await library.auditOf(async () => {
      id = (await send('POST', '/v1/books', { title: 'T', copies: 3 })).body.id as number;
    });
    const what = { action: 'catalogue.book_added', subject: `book ${id}`, details: { copies: 3 } };
    expect(events).to.deep.equal([{ ...byTheLibrarian(), ...what }]);
  });

  it('records the revision of a book once, with the changed fields, but without values', async () => {
    const id = await library.addBook({ title: 'Old', year: 1900, language: 'en' });
    const json = { title: 'New', year: 1900, language: 'EN', genre: 'fiction', copies: 2 };
    const events = await library.auditOf(() => send('PUT', `/v1/books/${id}`, json));
    expect(events).to.have.length(1);
    expect(events[0]).to.include({
      ...byTheLibrarian(),
      action: 'catalogue.book_revised',
      subject: `book ${id}`,
    });
    expect(events[0]?.details['changed']).to.have.members(['title', 'subjects', 'copies']);
  });

  it('records the deletion of a book once', async () => {
    const id = await library.addBook({}, 2);
    const events = await library.auditOf(() => send('DELETE', `/v1/books/${id}`));
    const what = { action: 'catalogue.book_withdrawn', subject: `book ${id}`, details: { copies: 2 } };
    expect(events).to.deep.equal([{ ...byTheLibrarian(), ...what }]);
  });

  it('records the time, an admin as an admin, and a generated request id where none was sent', async () => {
    const admin = await library.addMember({ role: 'admin' });
    library.clock.advance({ days: 3 });
    const answer = await library.api.post('/v1/books', { token: admin.token, json: { title: 'T' } });
    const [last] = await library.rows<{ at: Date; role: string; request: string }>(sql`
      select at, actor_role as role, request_id as request from audit_event order by id desc limit 1`);
    expect(last).to.deep.equal({
      at: library.clock.now(),
      role: 'admin',
      request: answer.headers.get('x-request-id'),
    });
  });

  it('records nothing for refused requests and reads', async () => {
    const id = await library.addBook({ title: 'Quiet' });
    const events = await library.auditOf(async () => {
      await send('POST', '/v1/books', { title: '' });
      await send('POST', '/v1/books', { title: 'T' }, library.patron);
      await send('PUT', `/v1/books/${id}`, { isbn: 'x' });
      await send('PUT', '/v1/books/987654321', { title: 'T' });
      await send('DELETE', '/v1/books/987654321');
      await send('GET', `/v1/books/${id}`);
      await send('GET', '/v1/books');
    });
    expect(events).to.deep.equal([]);
  });
});
