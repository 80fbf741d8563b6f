import { expect } from 'chai';
import { startLibrary, type Library } from '../../../support/library.js';
import { linksOf } from '../../../support/link.js';
import type { Answer } from '../../../support/api-client.js';

describe('Copies of /v2', () => {
  let library: Library;
  let token: string;
  let book: string;
  let bookKey: number;

  before(async () => {
    library = await startLibrary();
    token = library.librarian.token;
  });
  after(() => library.stop());

  beforeEach(async () => {
    const title = `Book ${Math.random()}`;
    book = (await library.api.post('/v2/books', { token, json: { title } })).body.id as string;
    bookKey = (await library.api.get(`/v1/books?title=${title}`)).body[0].id as number;
  });

  const add = (json: object = {}) => library.api.post(`/v2/books/${book}/copies`, { token, json });
  const added = async (json: object = {}) => (await add(json)).body.id as string;
  const get = (id: string) => library.api.get(`/v2/copies/${id}`);
  const move = (id: string, status: string, note?: string) =>
    library.api.post(`/v2/copies/${id}/status`, { token, json: { status, ...(note && { note }) } });
  const patch = (id: string, json: object, tag?: string): Promise<Answer> =>
    library.api.send('PATCH', `/v2/copies/${id}`, {
      token,
      json,
      headers: tag === undefined ? {} : { 'If-Match': tag },
    });
  const borrow = () =>
    library.api.post('/v1/loans', { token: library.patron.token, json: { book_id: bookKey } });
  const codeOf = ({ status, body }: Answer) => [status, body.code];

  it('are added with the given fields, or with a generated barcode', async () => {
    const json = { barcode: 'Shelf/17', kind: 'short_loan', callNumber: '891.73 DOS', shelf: 'Novels 4' };
    const given = await add(json);
    const { id, createdAt: _, ...details } = given.body;
    expect(given.status).to.equal(201);
    expect(details).to.deep.equal({ ...json, bookId: book, status: 'available' });
    expect(id).to.match(/^copy_\w{8,}$/);
    expect(given.headers.get('location')).to.equal(`/v2/copies/${id}`);
    expect(given.headers.get('etag')).to.equal('"r1-v2.0"');
    const made = (await add()).body;
    expect(made).to.include({ kind: 'standard', callNumber: null, shelf: null, status: 'available' });
    expect(made.barcode).to.match(/^C\d{8}$/);
  });

  it('cannot be added to a missing book', async () => {
    const answer = await library.api.post('/v2/books/book_nothing/copies', { token, json: {} });
    expect(codeOf(answer)).to.deep.equal([404, 'catalogue.book_not_found']);
  });

  for (const json of [
    { barcode: 'with space' },
    { barcode: '' },
    { kind: 'Odd Kind' },
    { shelf: ' ' },
    { status: 'lost' },
  ]) {
    it(`are refused as ${JSON.stringify(json)}`, async () => {
      expect(codeOf(await add(json))).to.deep.equal([400, 'request.validation_failed']);
    });
  }

  it('never share a barcode, in any case, also not with a withdrawn one', async () => {
    const first = await added({ barcode: 'Twin-1' });
    const second = await added({ barcode: 'Twin-2' });
    const taken = [409, 'catalogue.barcode_taken'];
    expect(codeOf(await add({ barcode: 'TWIN-1' }))).to.deep.equal(taken);
    expect(codeOf(await patch(second, { barcode: 'twin-1' }, '"r1-v2.0"'))).to.deep.equal(taken);
    await library.api.delete(`/v2/copies/${first}`, { token });
    expect(codeOf(await add({ barcode: 'twin-1' }))).to.deep.equal(taken);
    expect((await get(second)).body.barcode).to.equal('Twin-2');
  });

  it('are refused in the same way when the same key is sent again', async () => {
    await added({ barcode: 'Keyed' });
    const sending = { token, json: { barcode: 'keyed' }, headers: { 'Idempotency-Key': 'keyed-twice' } };
    const answers = [
      await library.api.post(`/v2/books/${book}/copies`, sending),
      await library.api.post(`/v2/books/${book}/copies`, sending),
    ];
    for (const answer of answers) expect(codeOf(answer)).to.deep.equal([409, 'catalogue.barcode_taken']);
    expect(answers[1]?.headers.get('idempotent-replayed')).to.equal('true');
  });

  it('get generated barcodes that are not taken, through v1 too', async () => {
    const { barcode } = (await add()).body;
    const number = Number((barcode as string).slice(1));
    for (const ahead of [1, 2, 4]) {
      const taken = `c${String(number + ahead).padStart(8, '0')}`;
      expect((await add({ barcode: taken })).status).to.equal(201);
    }
    expect((await add()).body.barcode).to.equal(`C${String(number + 3).padStart(8, '0')}`);
    const v1 = await library.api.post('/v1/books', { token, json: { title: 'Through v1', copies: 2 } });
    expect(v1.status).to.equal(201);
  });

  it('are found by their barcode, in any case', async () => {
    const id = await added({ barcode: 'Find-Me' });
    const { body } = await library.api.get('/v2/copies?barcode=FIND-ME');
    expect(body.data).to.deep.equal([(await get(id)).body]);
    expect(body.page.nextCursor).to.equal(null);
    expect((await library.api.get('/v2/copies?barcode=unknown')).body.data).to.deep.equal([]);
    expect((await library.api.get('/v2/copies')).status).to.equal(400);
  });

  it('are listed in pages, each once, without the withdrawn ones', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count++) ids.push(await added());
    await library.api.delete(`/v2/copies/${ids.pop() ?? ''}`, { token });
    const seen: string[] = [];
    let path: string | undefined = `/v2/books/${book}/copies?limit=2`;
    while (path !== undefined) {
      const answer: Answer = await library.api.get(path);
      seen.push(...(answer.body.data as { id: string }[]).map(({ id }) => id));
      path = linksOf(answer)['next'];
    }
    expect(seen).to.deep.equal(ids);
    const wrong = await library.api.get(`/v2/books/${book}/copies?cursor=x.y`);
    expect(codeOf(wrong)).to.deep.equal([400, 'request.cursor_invalid']);
  });

  it('are written by librarians only, and read by everybody', async () => {
    const id = await added();
    for (const [who, status] of [[library.patron.token, 403] as const, [undefined, 401] as const]) {
      const sending = { token: who, json: { status: 'lost' } };
      const statuses = [
        await library.api.post(`/v2/books/${book}/copies`, { token: who, json: {} }),
        await library.api.post(`/v2/copies/${id}/status`, sending),
        await library.api.send('PATCH', `/v2/copies/${id}`, { token: who, json: {} }),
        await library.api.delete(`/v2/copies/${id}`, { token: who }),
      ].map((answer) => answer.status);
      expect(statuses).to.deep.equal(Array(4).fill(status));
      expect((await library.api.get(`/v2/copies/${id}`, { token: who })).status).to.equal(200);
    }
  });

  describe('changed by a merge patch', () => {
    it('keep the fields that were not sent, and lose those that were null', async () => {
      const id = await added({ callNumber: 'A', shelf: 'B' });
      const answer = await patch(id, { callNumber: null, kind: 'reference', barcode: 'Anew' }, '"r1-v2.0"');
      expect(answer.body).to.include({ callNumber: null, shelf: 'B', kind: 'reference', barcode: 'Anew' });
      expect(answer.headers.get('etag')).to.equal('"r2-v2.0"');
      expect((await get(id)).body).to.deep.equal(answer.body);
    });

    it('are refused without If-Match, and with the ETag of another state', async () => {
      const id = await added();
      expect(codeOf(await patch(id, { shelf: 'X' }))).to.deep.equal([428, 'request.precondition_required']);
      expect(codeOf(await patch(id, { shelf: 'X' }, '"r9-v2.0"'))).to.deep.equal([
        412,
        'catalogue.copy_changed',
      ]);
      expect(codeOf(await patch(id, { status: 'lost' }, '"r1-v2.0"'))).to.deep.equal([
        400,
        'request.validation_failed',
      ]);
      expect(codeOf(await patch('copy_x', { shelf: 'X' }, '"r1-v2.0"'))).to.deep.equal([
        404,
        'catalogue.copy_not_found',
      ]);
    });
  });

  describe('moved by hand', () => {
    it('change to an allowed status, with the reason in the audit trail', async () => {
      const id = await added();
      const events = await library.auditOf(async () => {
        const answer = await move(id, 'in_repair', 'The spine is loose.');
        expect(answer.body.status).to.equal('in_repair');
        expect(answer.headers.get('etag')).to.equal('"r2-v2.0"');
      });
      expect(events).to.have.lengthOf(1);
      expect(events[0]).to.deep.include({
        action: 'catalogue.copy_moved',
        details: { bookId: bookKey, status: 'in_repair', note: 'The spine is loose.' },
      });
      for (const to of ['available', 'missing', 'lost', 'available']) {
        expect((await move(id, to)).body.status).to.equal(to);
      }
    });

    it('are refused a forbidden status, with the list of allowed ones', async () => {
      const id = await added();
      await move(id, 'in_repair');
      const { status, body } = await move(id, 'lost');
      expect([status, body.code]).to.deep.equal([409, 'catalogue.copy_state_invalid']);
      expect(body.errors[0].detail).to.equal(
        'status is in_repair and cannot become lost; from in_repair it can become available, withdrawn',
      );
    });

    it('never become on loan or on the hold shelf, and end no loan unless they are lost', async () => {
      const id = await added();
      for (const to of ['on_loan', 'on_hold_shelf', 'available'])
        expect((await move(id, to)).status).to.equal(409);
      await borrow();
      expect((await get(id)).body.status).to.equal('on_loan');
      for (const to of ['available', 'missing', 'withdrawn', 'on_hold_shelf']) {
        expect(codeOf(await move(id, to)), to).to.deep.equal([409, 'catalogue.copy_state_invalid']);
      }
      expect((await move(id, 'lost')).body.status).to.equal('lost');
    });

    it('accept known statuses only', async () => {
      expect((await move(await added(), 'eaten')).status).to.equal(400);
    });
  });

  it('have another ETag after a loan, so that no client sees an old status', async () => {
    const id = await added();
    const headers = { 'If-None-Match': (await get(id)).headers.get('etag') ?? '' };
    expect((await library.api.get(`/v2/copies/${id}`, { headers })).status).to.equal(304);
    await borrow();
    const lent = await library.api.get(`/v2/copies/${id}`, { headers });
    expect([lent.status, lent.body.status]).to.deep.equal([200, 'on_loan']);
  });

  describe('withdrawn', () => {
    it('are gone, and a second deletion gets 404', async () => {
      const id = await added();
      expect((await library.api.delete(`/v2/copies/${id}`, { token })).status).to.equal(204);
      const gone = [404, 'catalogue.copy_not_found'];
      expect(codeOf(await get(id))).to.deep.equal(gone);
      expect(codeOf(await library.api.delete(`/v2/copies/${id}`, { token }))).to.deep.equal(gone);
      expect(codeOf(await move(id, 'available'))).to.deep.equal(gone);
      expect((await library.api.get(`/v1/books/${bookKey}`)).body.copies).to.equal(0);
    });

    it('are refused while on loan, and with the ETag of another state', async () => {
      const id = await added();
      const stale = await library.api.delete(`/v2/copies/${id}`, {
        token,
        headers: { 'If-Match': '"r3-v1.0"' },
      });
      expect(codeOf(stale)).to.deep.equal([412, 'catalogue.copy_changed']);
      await borrow();
      const out = await library.api.delete(`/v2/copies/${id}`, { token });
      expect(codeOf(out)).to.deep.equal([409, 'catalogue.copy_state_invalid']);
    });
  });
});
