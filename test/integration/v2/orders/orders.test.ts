import { expect } from 'chai';
import { bounds as ofCatalogue } from '../../../../src/application/catalogue/catalogue-rules.js';
import { bounds } from '../../../../src/application/orders/order-rules.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { openPurchasing, toCome, type Purchasing } from './purchasing.js';

describe('Orders of /v2', () => {
  let office: Purchasing;
  before(async () => (office = await openPurchasing()));
  after(() => office.stop());
  afterEach(() => office.expectSound());

  it('begin as drafts, with totals that the service computes', async () => {
    const line = await office.lineOfBook();
    const order = await office.draft(line, toCome);
    expect(order).to.deep.include({ status: 'draft', total: 3 * 1_250 + 2 * 990, orderedAt: null });
    expect(order.lines).to.deep.equal([
      { number: 1, title: null, isbn: null, author: null, ...line, received: 0, total: 3_750 },
      { number: 2, bookId: null, isbn: null, ...toCome, received: 0, total: 1_980 },
    ]);
    expect(await office.see(order)).to.deep.equal(order);
  });

  it('have an exact total at the bounds, and none beyond them', async () => {
    const most = { ...toCome, quantity: bounds.quantity, unitPrice: bounds.unitPrice };
    const order = await office.draft(...Array.from({ length: bounds.lines }, () => most));
    expect(order.total).to.equal(10_000_000_000_000);
    const body = {
      supplier: 'x',
      currency: 'EUR',
      lines: Array.from({ length: bounds.lines + 1 }, () => most),
    };
    expect((await office.ask('POST', '/v2/orders', body)).status).to.equal(400);
  });

  it('take no text that the catalogue would refuse when it comes', () => {
    const { title, isbn, barcode, callNumber, shelf, copies } = ofCatalogue;
    const author = ofCatalogue.name;
    expect(bounds).to.deep.include({ title, author, isbn, barcode, callNumber, shelf, quantity: copies });
  });

  it('are listed newest first, by status and supplier, each once from page to page', async () => {
    const supplier = `Supplier ${Date.now()}`;
    const ids: string[] = [];
    for (const currency of ['EUR', 'SEK', 'JPY']) {
      const { body } = await office.ask('POST', '/v2/orders', { supplier, currency, lines: [toCome] });
      ids.unshift(body.id as string);
    }
    const query = `supplier=${encodeURIComponent(supplier.toUpperCase())}`;
    const seen: string[] = [];
    for (let next: string | null = `/v2/orders?${query}&limit=2`; next !== null;) {
      const { body, headers } = await office.ask('GET', next);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      next = /^<(.+)>/.exec(headers.get('link') ?? '')?.[1] ?? null;
    }
    expect(seen).to.deep.equal(ids);
    await office.place({ id: ids[0] ?? '' });
    const { body } = await office.ask('GET', `/v2/orders?${query}&status=ordered`);
    expect(body.data.map(({ id, total }: Record<string, unknown>) => [id, total])).to.deep.equal([
      [ids[0], 1_980],
    ]);
  });

  it('are changed as drafts only, and changed or placed by nobody who has not seen the last change', async () => {
    const { id } = await office.draft(toCome);
    const path = `/v2/orders/${id}`;
    const edit = async (revision: number, json: object) => {
      const headers = { 'If-Match': `"r${revision}-v2.4"` };
      const { status, body } = await office.ask('PATCH', path, json, { headers });
      return status === 200 ? status : body.code;
    };
    const line = await office.lineOfBook();
    expect(await edit(1, { lines: [line, line] })).to.equal(200);
    expect(await edit(1, { lines: [toCome] })).to.equal('orders.order_changed');
    expect(await edit(2, { lines: [line, line] })).to.equal(200);
    expect((await office.ask('GET', path)).headers.get('etag')).to.equal('"r2-v2.4"');
    expect(await edit(2, { lines: [{ ...line, bookId: toId('book', 999_999) }] })).to.equal(
      'catalogue.book_not_found',
    );
    expect((await office.ask('PATCH', path, {})).body.code).to.equal('request.precondition_required');
    const placement = (headers: object) => office.ask('POST', `${path}/placements`, undefined, { headers });
    expect((await placement({})).body.code).to.equal('request.precondition_required');
    expect((await office.place({ id })).body.code).to.equal('orders.order_changed');
    expect((await placement({ 'If-Match': '"r2-v2.4"' })).status).to.equal(200);
    expect(await edit(3, { supplier: 'Another' })).to.equal('orders.order_state_invalid');
    expect((await office.ask('GET', path)).body.lines).to.have.lengthOf(2);
  });

  it('are deleted as drafts, with their lines, and never after they were placed', async () => {
    const gone = await office.draft(toCome);
    expect((await office.ask('DELETE', `/v2/orders/${gone.id}`)).status).to.equal(204);
    expect((await office.ask('GET', `/v2/orders/${gone.id}`)).body.code).to.equal('orders.order_not_found');
    const kept = await office.ordered(toCome);
    const { body } = await office.ask('DELETE', `/v2/orders/${kept.id}`);
    expect(body).to.deep.include({ code: 'orders.order_state_invalid' });
    expect(body.parameters).to.deep.equal({ status: 'ordered', allowed: ['draft'] });
    expect(await office.see(kept)).to.deep.equal(kept);
  });

  it('are told to librarians only, and to keys with the scope', async () => {
    const { id } = await office.draft(toCome);
    const key = async (scope: string) => {
      const json = { name: 'purchasing', scopes: [scope] };
      const { body } = await office.ask('POST', '/v2/api-keys', json);
      return { id: 0, token: body.key as string };
    };
    const headers = { 'If-Match': '"r1-v2.4"' };
    const asked = async (who: { id: number; token: string }) => [
      (await office.ask('GET', `/v2/orders/${id}`, undefined, { who })).status,
      (await office.ask('POST', `/v2/orders/${id}/placements`, undefined, { who, headers })).status,
    ];
    expect(await asked(office.patron)).to.deep.equal([403, 403]);
    expect(await asked(await key('orders:read'))).to.deep.equal([200, 403]);
    expect(await asked(await key('orders:write'))).to.deep.equal([403, 200]);
    expect(await asked(await key('catalogue:write'))).to.deep.equal([403, 403]);
  });

  it('are audited at each change, without a word of the supplier', async () => {
    const events = await office.auditOf(async () => {
      const { id } = await office.ordered(toCome);
      await office.ask('POST', `/v2/orders/${id}/cancellations`);
    });
    expect(events.map(({ action, role, details }) => [action, role, details])).to.deep.equal([
      ['orders.order_added', 'librarian', { lines: 1 }],
      ['orders.order_placed', 'librarian', { total: 1_980, currency: 'EUR' }],
      ['orders.order_cancelled', 'librarian', {}],
    ]);
  });

  it('stay in the audit trail after they were deleted', async () => {
    const { id } = await office.draft(toCome);
    await office.ask('DELETE', `/v2/orders/${id}`);
    const who = await office.addMember({ role: 'admin' });
    const { body } = await office.ask('GET', `/v2/audit-events?subjectId=${id}`, undefined, { who });
    expect(body.data.map(({ action, subject }: Record<string, unknown>) => [action, subject])).to.deep.equal([
      ['orders.order_removed', { type: 'order', id }],
      ['orders.order_added', { type: 'order', id }],
    ]);
  });

  for (const [what, json] of [
    ['NUL', { supplier: 'Harbour\0Books' }],
    ['half of a surrogate pair', { supplier: 'Harbour \ud800' }],
    ['a number for a supplier', { supplier: 7 }],
    ['a supplier of a megabyte', { supplier: 'x'.repeat(90_000) }],
    ['a currency that is no longer one', { currency: 'DEM' }],
    ['a prototype for a line', { lines: [{ ['__proto__']: { quantity: 1 } }] }],
    ['a line without a price', { lines: [{ title: 'x', quantity: 1 }] }],
    ['a price of 1e400', { lines: [{ title: 'x', quantity: 1, unitPrice: Infinity }] }],
    ['a book that is a copy', { lines: [{ bookId: toId('copy', 1), quantity: 1, unitPrice: 1 }] }],
    ['a line with the ISBN of music', { lines: [{ ...toCome, isbn: '979-0-2600-0043-8' }] }],
  ] as const) {
    it(`are refused with ${what}, and nothing is stored`, async () => {
      const before = (await office.ask('GET', '/v2/orders?limit=1')).body.data;
      const body = { supplier: 'Harbour Books', currency: 'EUR', lines: [toCome], ...json };
      const { status } = await office.ask('POST', '/v2/orders', body);
      expect(status).to.be.within(400, 404);
      expect((await office.ask('GET', '/v2/orders?limit=1')).body.data).to.deep.equal(before);
    });
  }
});
