import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import { expectInvariants } from '../../../support/invariants.js';
import { openDesk, type Desk } from './desk.js';

describe('Lending a copy at the desk of /v2', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
    await desk.rows(sql`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('*', 'short_loan', 3, 0, 5, 2)`);
  });
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  it('lends exactly the copy that was scanned, and returns the whole loan', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const { status, body, headers } = await desk.scan(copy, patron);
    const { id, ...loan } = body;
    expect(status).to.equal(201);
    expect(id).to.match(/^loan_\w{8,}$/);
    expect(headers.get('location')).to.equal(`/v2/loans/${id}`);
    expect(loan).to.deep.equal({
      copyId: copy.id,
      copyBarcode: copy.barcode,
      bookId: copy.bookId,
      patronId: toId('patron', patron.id),
      status: 'open',
      borrowedAt: '2026-12-01T09:30:00.000Z',
      dueAt: '2026-12-22T23:59:59.000Z',
      returnedAt: null,
      renewals: 0,
      renewalsLeft: 2,
    });
    expect(await desk.statusOf(copy)).to.equal('on_loan');
  });

  it('accepts a barcode in upper and lower case', async () => {
    const copy = await desk.addCopy();
    const { copyBarcode } = await desk.lend({ ...copy, barcode: copy.barcode.toLowerCase() });
    expect(copyBarcode).to.equal(copy.barcode);
    const { body } = await desk.bringBack({ ...copy, barcode: copy.barcode.toUpperCase() });
    expect(body).to.deep.include({ alreadyReturned: false });
  });

  it('answers a second scan by the same patron with the same loan, and changes nothing', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const loan = await desk.lend(copy, patron);
    const blocks = JSON.stringify([{ reason: 'Noise', until: null }]);
    await desk.rows(sql`update patron set blocks = ${blocks}::jsonb where id = ${patron.id}`);
    const events = await desk.auditOf(async () => {
      const again = await desk.scan(copy, patron);
      expect([again.status, again.body]).to.deep.equal([200, loan]);
      expect(again.headers.get('location')).to.equal(null);
      const forThem = await desk.scan(copy, desk.librarian, { patronId: toId('patron', patron.id) });
      expect([forThem.status, forThem.body]).to.deep.equal([200, loan]);
    });
    expect(events).to.deep.equal([]);
  });

  it('lends to any patron when a librarian scans, whom the audit names', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const patronId = toId('patron', patron.id);
    let loan: object = {};
    const events = await desk.auditOf(async () => {
      loan = await desk.lend(copy, desk.librarian, { patronId });
    });
    expect(loan).to.include({ patronId });
    const opened = events.find(({ action }) => action === 'circulation.loan_opened');
    expect(opened).to.include({ actor: desk.librarian.id, role: 'librarian' });
    const details = { copyId: copy.key, bookId: copy.bookKey, dueAt: '2026-12-22T23:59:59.000Z' };
    expect(opened?.details).to.deep.equal(details);
  });

  it('lends to no other patron when a patron scans', async () => {
    const copy = await desk.addCopy();
    const patronId = toId('patron', (await desk.addMember()).id);
    const { status, body } = await desk.scan(copy, desk.patron, { patronId });
    expect([status, body.code]).to.deep.equal([403, 'circulation.not_for_another']);
    expect(body).to.not.have.property('blocks');
    expect(await desk.statusOf(copy)).to.equal('available');
  });

  for (const patronId of ['3', 'patron_', 'patron_1', toId('book', 1), toId('patron', 987_654), '']) {
    it(`refuses the unknown patron ${patronId || 'without an id'}`, async () => {
      const { status, body } = await desk.scan(await desk.addCopy(), desk.librarian, { patronId });
      expect([status, body.code]).to.deep.equal([404, 'accounts.patron_not_found']);
    });
  }

  it('refuses a malformed patron id in the same way when a patron scans', async () => {
    const { status } = await desk.scan(await desk.addCopy(), desk.patron, { patronId: 'patron_x' });
    expect(status).to.equal(404);
  });

  it('refuses an unknown barcode, and that of a withdrawn copy', async () => {
    const gone = await desk.addCopy({ status: 'withdrawn' });
    for (const copy of [{ ...gone, barcode: 'Nothing' }, { ...gone, barcode: '…🦉' }, gone]) {
      const { status, body } = await desk.scan(copy);
      expect([status, body.code]).to.deep.equal([404, 'catalogue.copy_not_found']);
    }
  });

  it('lends a short loan on the terms of its kind', async () => {
    const copy = await desk.addCopy({ kind: 'short_loan' });
    const loan = await desk.lend(copy, await desk.addMember());
    expect(loan).to.include({ dueAt: '2026-12-04T23:59:59.000Z', renewalsLeft: 0 });
  });

  it('refuses an invalid body, and lends nothing', async () => {
    const copy = await desk.addCopy();
    const bodies = [{}, { copyBarcode: 7 }, { copyBarcode: '' }, { copyBarcode: copy.barcode, bookId: 1 }];
    for (const override of [null, 'please', {}, { reason: ' ' }, [], { reason: 'x', by: 'me' }]) {
      bodies.push({ copyBarcode: copy.barcode, override } as never);
    }
    for (const json of bodies) {
      const { status, body } = await desk.post('/v2/loans', json, desk.librarian);
      expect([status, body.code], JSON.stringify(json)).to.deep.equal([400, 'request.validation_failed']);
    }
    expect(await desk.statusOf(copy)).to.equal('available');
  });

  it('requires a token', async () => {
    for (const path of ['/v2/loans', '/v2/returns', '/v2/loans/checks']) {
      const { status } = await desk.api.post(path, { json: { copyBarcode: 'Desk-1' } });
      expect(status).to.equal(401);
    }
  });

  it('shows loans made through /v1, and /v1 shows its loans', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const { token } = patron;
    await desk.api.post('/v1/loans', { token, json: { book_id: copy.bookKey } });
    const again = await desk.scan(copy, patron);
    expect(again.status).to.equal(200);
    const { body } = await desk.api.get('/v1/users/me/loans', { token });
    expect(toId('loan', body[0].id as number)).to.equal(again.body.id);
  });
});
