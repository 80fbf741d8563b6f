import { expect } from 'chai';
import { startLibrary, type Library } from '../../../support/library.js';
import type { Answer, Sending } from '../../../support/api-client.js';

const whole = {
  title: 'The Dwarf',
  subtitle: 'A Novel',
  contributors: [
    { name: 'Pär Lagerkvist', role: 'author' },
    { name: 'Alexandra Dick', role: 'translator' },
  ],
  isbn: '978-0-374-52135-6',
  publisher: 'Hill and Wang',
  year: 1944,
  language: 'EN',
  subjects: ['fiction', 'dwarfs'],
  description: 'A diary.',
};

describe('Books of /v2', () => {
  let library: Library;
  let token: string;

  before(async () => {
    library = await startLibrary();
    token = library.librarian.token;
  });
  after(() => library.stop());

  const add = async (json: object = { title: 'A book' }) => {
    const answer = await library.api.post('/v2/books', { token, json });
    expect(answer.status).to.equal(201);
    return answer;
  };
  const patch = (path: string, json: unknown, tag: string | null, sending: Sending = {}): Promise<Answer> =>
    library.api.send('PATCH', path, {
      token,
      json,
      ...sending,
      headers: { ...(tag !== null && { 'If-Match': tag }), ...sending.headers },
    });
  const pathOf = (answer: Answer) => `/v2/books/${answer.body.id as string}`;

  it('are added with all their fields, but without copies', async () => {
    const { body, headers } = await add(whole);
    const { id, createdAt, updatedAt, ...details } = body;
    expect(details).to.deep.equal({ ...whole, language: 'en', isbn13: '9780374521356' });
    expect(id).to.match(/^book_\w{8,}$/);
    for (const time of [createdAt, updatedAt]) expect(time).to.equal(library.clock.now().toISOString());
    expect(headers.get('location')).to.equal(`/v2/books/${id}`);
    expect(headers.get('etag')).to.equal('"r1-v2.0"');
    expect((await library.api.get(`/v2/books/${id}/copies`)).body.data).to.deep.equal([]);
  });

  it('are shown as in the answer to their creation', async () => {
    const added = await add(whole);
    const { body, headers } = await library.api.get(pathOf(added));
    expect([body, headers.get('etag')]).to.deep.equal([added.body, added.headers.get('etag')]);
  });

  it('are refused with all faults together', async () => {
    const json = {
      title: ' ',
      contributors: [{ name: 'X', role: 'cook' }, [{ name: 'Y', role: 'author' }], null],
      isbn: '978-0-374-52135-7',
      year: 3_000,
      language: 'not a language',
      subjects: ['fine', '', 7, ['deep']],
      copies: 2,
    };
    const { status, body } = await library.api.post('/v2/books', { token, json });
    expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
    const places = new Set((body.errors as { pointer: string }[]).map(({ pointer }) => pointer));
    for (const name of ['title', 'isbn', 'year', 'language', 'subjects', 'copies', 'contributors']) {
      expect(
        [...places].some((place) => place.startsWith(`/${name}`)),
        name,
      ).to.equal(true);
    }
  });

  it('are not found under an id that is malformed, of another type, or deleted', async () => {
    const added = await add();
    const copy = await library.api.post(`${pathOf(added)}/copies`, { token, json: {} });
    await library.api.delete(pathOf(added), { token });
    const gone = added.body.id as string;
    for (const id of [gone, copy.body.id as string, 'book_', '1', 'book_zzzzzzzz', gone.toUpperCase()]) {
      const { status, body } = await library.api.get(`/v2/books/${id}`);
      expect([status, body.code], id).to.deep.equal([404, 'catalogue.book_not_found']);
    }
  });

  it('are written by librarians only', async () => {
    const path = pathOf(await add());
    for (const [who, status] of [[library.patron.token, 403] as const, [undefined, 401] as const]) {
      const sending = { token: who, json: { title: 'Mine' } };
      expect((await library.api.post('/v2/books', sending)).status).to.equal(status);
      expect((await library.api.send('PATCH', path, sending)).status).to.equal(status);
      expect((await library.api.delete(path, { token: who })).status).to.equal(status);
      expect((await library.api.get(path, { token: who })).status).to.equal(200);
    }
  });

  it('are answered with 304 to a client that has this state', async () => {
    const added = await add();
    const headers = { 'If-None-Match': added.headers.get('etag') ?? '' };
    const again = await library.api.get(pathOf(added), { headers });
    expect([again.status, again.body]).to.deep.equal([304, '']);
    await patch(pathOf(added), { year: 2_000 }, '"r1-v2.0"');
    expect((await library.api.get(pathOf(added), { headers })).status).to.equal(200);
  });

  it('are added once for the same Idempotency-Key, with the same answer', async () => {
    const sending = { token, json: { title: 'Only once' }, headers: { 'Idempotency-Key': 'only-once' } };
    const first = await library.api.post('/v2/books', sending);
    const second = await library.api.post('/v2/books', sending);
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers.get('etag')).to.equal('"r1-v2.0"');
    expect(second.headers.get('idempotent-replayed')).to.equal('true');
    expect((await library.api.get('/v2/books?title=only once&total=true')).body.page.total).to.equal(1);
  });

  describe('changed by a merge patch', () => {
    it('keep the fields that were not sent, and lose those that were null', async () => {
      const added = await add(whole);
      library.clock.advance({ seconds: 5 });
      const changes = { subtitle: null, contributors: null, isbn: null, year: 1945, subjects: ['dwarfs'] };
      const answer = await patch(pathOf(added), changes, '"r1-v2.0"', {
        headers: { 'Content-Type': 'application/merge-patch+json' },
      });
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('etag')).to.equal('"r2-v2.0"');
      expect(answer.body).to.deep.equal({
        ...added.body,
        ...changes,
        contributors: [],
        isbn13: null,
        updatedAt: library.clock.now().toISOString(),
      });
      const empty = await patch(pathOf(added), { subjects: null }, '"r2-v2.0"');
      expect(empty.body.subjects).to.deep.equal([]);
    });

    it('keep their state and revision when nothing differs', async () => {
      const added = await add(whole);
      const events = await library.auditOf(async () => {
        const answer = await patch(
          pathOf(added),
          { title: whole.title, contributors: whole.contributors },
          '"r1-v2.0"',
        );
        expect(answer.headers.get('etag')).to.equal('"r1-v2.0"');
      });
      expect(events).to.deep.equal([]);
    });

    it('are refused without If-Match, and with the ETag of another state', async () => {
      const path = pathOf(await add());
      const codes: string[] = [];
      for (const tag of [null, '*', '"r2-v2.0"', '"abc"', 'W/"r1-v2.0"', '"r1-v2.0", "r2-v2.0"']) {
        const { status, body } = await patch(path, { title: 'Changed' }, tag);
        codes.push(`${status} ${body.code as string}`);
      }
      const [required, stale] = ['428 request.precondition_required', '412 catalogue.book_changed'];
      expect(codes).to.deep.equal([required, required, stale, stale, stale, stale]);
      expect((await library.api.get(path)).body.title).to.equal('A book');
    });

    for (const json of [
      { title: null },
      { copies: 3 },
      { id: 'book_1' },
      [],
      null,
      { contributors: ['x'] },
    ]) {
      it(`refuse the patch ${JSON.stringify(json)}`, async () => {
        const path = pathOf(await add());
        const { status, body } = await patch(path, json, '"r1-v2.0"');
        expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
      });
    }

    it('accept one of ten parallel changes of the same state', async () => {
      const path = pathOf(await add());
      const writers = Array.from({ length: 10 }, (_, at) => patch(path, { title: `By ${at}` }, '"r1-v2.0"'));
      const statuses = (await Promise.all(writers)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).to.have.lengthOf(1);
      expect(statuses.filter((status) => status === 412)).to.have.lengthOf(9);
    });
  });

  describe('seen by v1 at the same time', () => {
    const keyOf = async (title: string) =>
      (await library.api.get(`/v1/books?title=${title}`)).body[0].id as number;

    it('have another ETag there, though a write there invalidates the ETag here', async () => {
      const added = await add({ title: 'Twofold' });
      const v1 = `/v1/books/${await keyOf('Twofold')}`;
      const etags = [await library.api.get(v1), await library.api.get(pathOf(added))].map(({ headers }) =>
        headers.get('etag'),
      );
      expect(etags[0]).not.to.equal(etags[1]);
      await library.api.put(v1, { token, json: { year: 1_999 } });
      expect((await patch(pathOf(added), { year: 2_000 }, etags[1] ?? '')).status).to.equal(412);
      const fresh = await library.api.get(pathOf(added));
      expect(fresh.body.year).to.equal(1_999);
      expect((await patch(pathOf(added), { year: 2_000 }, fresh.headers.get('etag'))).status).to.equal(200);
      expect((await library.api.get(v1)).body.year).to.equal(2_000);
    });

    it('keep the fields that v1 does not show when v1 sends back the whole book', async () => {
      const added = await add({ ...whole, title: 'Unseen' });
      const v1 = `/v1/books/${await keyOf('Unseen')}`;
      const { title, author, genre } = (await library.api.get(v1)).body;
      await library.api.put(v1, { token, json: { title, author, genre } });
      expect((await library.api.get(pathOf(added))).body).to.deep.equal(added.body);
    });
  });

  describe('deleted', () => {
    it('are removed with their copies', async () => {
      const path = pathOf(await add());
      const copy = await library.api.post(`${path}/copies`, { token, json: {} });
      const answer = await library.api.delete(path, { token });
      expect([answer.status, answer.body]).to.deep.equal([204, '']);
      for (const each of [path, `${path}/copies`, `/v2/copies/${copy.body.id as string}`]) {
        expect((await library.api.get(each)).status).to.equal(404);
      }
      expect((await library.api.delete(path, { token })).status).to.equal(404);
    });

    it('are removed only in the state that If-Match names, if it is sent', async () => {
      const path = pathOf(await add());
      const stale = await library.api.delete(path, { token, headers: { 'If-Match': '"r2-v2.0"' } });
      expect(stale.status).to.equal(412);
      const fresh = await library.api.delete(path, { token, headers: { 'If-Match': '"r1-v2.0"' } });
      expect(fresh.status).to.equal(204);
    });

    it('are not removed while a copy is on loan', async () => {
      const added = await add({ title: 'On its way' });
      await library.api.post(`${pathOf(added)}/copies`, { token, json: {} });
      const [book] = (await library.api.get('/v1/books?title=on its way')).body;
      await library.api.post('/v1/loans', { token: library.patron.token, json: { book_id: book.id } });
      const { status, body } = await library.api.delete(pathOf(added), { token });
      expect([status, body.code]).to.deep.equal([409, 'catalogue.book_on_loan']);
    });
  });
});
