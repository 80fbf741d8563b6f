import { toId } from '../../../src/interface/v2/ids.js';
import type { Said, Scenarios } from '../scenario.js';

const order = (key: number) => ({ id: toId('order', key) });
const first = { 'If-Match': '"r1-v2.0"' };
const second = { 'If-Match': '"r2-v2.0"' };
const ofBook = { bookId: toId('book', 1), quantity: 3, unitPrice: 1_250 };
const toCome = {
  title: 'The Winter Book',
  isbn: '978-0-9542217-2-0',
  author: 'Tove Jansson',
  quantity: 1,
  unitPrice: 990,
};
const novels = { supplier: 'Harbour Books', currency: 'EUR', lines: [ofBook, toCome] };
const more = { '$.page.nextCursor': 'text', '$header.link': 'text', '$header.etag': 'text' };

const add = (json: object = novels, gives: Said['gives'] = 201): Said => ({ does: 'addOrder', json, gives });
const addLine = (line: object, gives: Said['gives']): Said => add({ ...novels, lines: [line] }, gives);
const list = (query: Said['query'] = {}): Said => ({ does: 'listOrders', query, gives: 200 });
const get = (key: number, gives: Said['gives'] = 200): Said => ({
  does: 'getOrder',
  params: order(key),
  gives,
});
const edit = (key: number, json: object, gives: Said['gives'] = 200, headers = first): Said => ({
  does: 'editOrder',
  params: order(key),
  json,
  headers,
  gives,
});
const remove = (key: number, gives: Said['gives'] = 204, headers = {}): Said => ({
  does: 'deleteOrder',
  params: order(key),
  headers,
  gives,
});
const place = (key: number, gives: Said['gives'] = 200, headers = first): Said => ({
  does: 'placeOrder',
  params: order(key),
  headers,
  gives,
});
const cancel = (key: number, gives: Said['gives'] = 200, headers = {}): Said => ({
  does: 'cancelOrder',
  params: order(key),
  headers,
  gives,
});
const receive = (key: number, json: object, gives: Said['gives'] = 201, headers = {}): Said => ({
  does: 'receiveOrder',
  params: order(key),
  json,
  headers,
  gives,
});

/** The same request twice, which has one effect; then another one with its key, and one with a key of no form. */
function twice(does: string, ifMatch: object): Said[] {
  const keyed = { does, params: order(1), headers: { ...ifMatch, 'Idempotency-Key': `"${does}"` } };
  return [
    { ...keyed, gives: 200 },
    { ...keyed, gives: 200 },
    { ...keyed, query: { other: 'yes' }, gives: 'request.idempotency_key_reused' },
    {
      ...keyed,
      headers: { ...ifMatch, 'Idempotency-Key': 'a "quoted" key' },
      gives: 'request.validation_failed',
    },
  ];
}

export default {
  // The library of the conversations has no orders: only the conversations below, which add some, can repeat the others.
  calls: {
    addOrder: { json: novels },
    listOrders: {},
    getOrder: { params: order(1), isNeverUnchanged: true },
    editOrder: { params: order(1), json: { supplier: 'Northern Light Books' }, headers: first },
    placeOrder: { params: order(1), headers: first, isUnrepeatable: true },
    receiveOrder: { params: order(1), json: { line: 1, quantity: 1 }, isUnrepeatable: true },
    cancelOrder: { params: order(1), isUnrepeatable: true },
    deleteOrder: { params: order(1), isUnrepeatable: true },
  },
  conversations: {
    'an-order-from-draft-to-received': [
      add(),
      { ...get(1), save: { etag: '$header.etag' } },
      { ...get(1, 304), headers: { 'If-None-Match': '{{etag}}' } },
      edit(1, { supplier: 'Northern Light Books', lines: [{ ...ofBook, quantity: 2 }, toCome] }),
      place(1, 'orders.order_changed'),
      place(1, 200, second),
      receive(1, { line: 1, quantity: 1, barcodes: ['NL-1'] }, 201, { 'Idempotency-Key': '"box-1"' }),
      receive(1, { line: 1, quantity: 1, barcodes: ['NL-1'] }, 201, { 'Idempotency-Key': '"box-1"' }),
      receive(1, { line: 2, quantity: 1 }, 'request.idempotency_key_reused', {
        'Idempotency-Key': '"box-1"',
      }),
      get(1),
      receive(1, { line: 2, quantity: 1, shelf: 'Novels 4', callNumber: '839.7 JAN' }),
      { does: 'getBook', as: 'nobody', params: { id: toId('book', 13) }, gives: 200 },
      { does: 'listCopies', as: 'nobody', params: { id: toId('book', 13) }, gives: 200 },
      receive(1, { line: 1, quantity: 1, kind: 'short_loan' }),
      get(1),
      cancel(1, 'orders.order_state_invalid'),
    ],
    'looking-at-orders': [
      add(),
      add({ ...novels, supplier: 'Northern Light Books', currency: 'JPY' }),
      place(2),
      list(),
      { ...list({ limit: 1 }), match: more, save: { next: '$.page.nextCursor' } },
      list({ limit: 1, cursor: '{{next}}' }),
      list({ status: 'ordered' }),
      list({ supplier: 'harbour books' }),
      list({ status: 'received' }),
      { ...list({ cursor: 'not-one-of-ours' }), gives: 'request.cursor_invalid' },
      get(3, 'orders.order_not_found'),
    ],
    'drafts-that-change-and-go': [
      add(),
      edit(1, { lines: [{ ...ofBook, bookId: toId('book', 999) }] }, 'catalogue.book_not_found'),
      edit(1, { lines: [{ ...toCome, isbn: '978-0-9542217-2-1' }] }, 'catalogue.isbn_invalid'),
      edit(1, { lines: [{ ...toCome, ...ofBook }] }, 'orders.line_invalid'),
      edit(1, { currency: 'SEK' }),
      edit(1, { currency: 'EUR' }, 'orders.order_changed'),
      edit(2, { currency: 'EUR' }, 'orders.order_not_found'),
      remove(1, 'orders.order_changed', first),
      remove(1),
      remove(1, 'orders.order_not_found'),
      addLine({ ...ofBook, bookId: toId('book', 999) }, 'catalogue.book_not_found'),
      addLine({ ...toCome, isbn: 'unknown' }, 'catalogue.isbn_invalid'),
      addLine({ quantity: 1, unitPrice: 0 }, 'orders.line_invalid'),
    ],
    'orders-that-are-placed-and-cancelled': [
      add(),
      cancel(1, 'orders.order_state_invalid'),
      place(1),
      { does: 'placeOrder', params: order(1), gives: 'request.precondition_required' },
      place(1, 'orders.order_state_invalid', second),
      edit(1, { currency: 'SEK' }, 'orders.order_state_invalid', second),
      remove(1, 'orders.order_state_invalid'),
      receive(1, { line: 1, quantity: 2 }),
      cancel(1, 'orders.order_changed', second),
      cancel(1),
      receive(1, { line: 1, quantity: 1 }, 'orders.order_state_invalid'),
      place(2, 'orders.order_not_found'),
      cancel(2, 'orders.order_not_found'),
    ],
    'repeated-placement-and-cancellation': [
      add(),
      ...twice('placeOrder', first),
      ...twice('cancelOrder', {}),
      get(1),
    ],
    'deliveries-that-are-refused': [
      add(),
      place(1),
      receive(1, { line: 3, quantity: 1 }, 'orders.line_not_found'),
      receive(1, { line: 1, quantity: 4 }, 'orders.more_than_ordered'),
      receive(1, { line: 1, quantity: 2, barcodes: ['NL-1'] }, 'orders.barcodes_invalid'),
      receive(1, { line: 1, quantity: 1, barcodes: ['c00000001'] }, 'catalogue.barcode_taken'),
      receive(1, { line: 1, quantity: 1, kind: 'papyrus' }, 'catalogue.kind_unknown'),
      receive(2, { line: 1, quantity: 1 }, 'orders.order_not_found'),
      get(1),
      addLine({ ...ofBook, bookId: toId('book', 9) }, 201),
      place(2),
      { does: 'withdrawBook', params: { id: toId('book', 9) }, gives: 204 },
      receive(2, { line: 1, quantity: 1 }, 'catalogue.book_not_found'),
    ],
  },
} satisfies Scenarios;
