import { expect } from 'chai';
import { bounds } from '../../src/application/orders/order-rules.js';
import { Order, statusValues } from '../../src/domain/orders/order.js';
import { advice } from '../../src/interface/pages/orders/index.js';
import * as refusals from '../../src/domain/orders/refusals.js';
import { readDocument } from '../support/documents.js';
import { codeSpans, section, tableRows } from '../support/markdown.js';

const page = readDocument('docs/orders.md').text;
const actions = ['revise', 'remove', 'place', 'receive', 'cancel'] as const;
const line = { bookId: 1, title: null, isbn: null, author: null, quantity: 1, unitPrice: 1 };

/** What an order in this state lets happen. */
function possible(status: (typeof statusValues)[number]): string {
  const order = new Order({ supplier: 'x', currency: 'EUR', lines: [line] }, new Date());
  order.status = status;
  const allowed = actions.filter((action) => {
    try {
      order.require(action);
      return true;
    } catch {
      return false;
    }
  });
  return allowed.join(', ') || 'nothing';
}

describe('The page about orders', () => {
  it('says for each status what is possible', () => {
    const told = tableRows(section(page, 'States')).map(([status = '', , what]) => [
      codeSpans(status)[0],
      what,
    ]);
    expect(told).to.deep.equal(statusValues.map((status) => [status, possible(status)]));
  });

  it('has the bounds, and the largest total', () => {
    const text = section(page, 'Lines and total');
    const told = tableRows(text).map(([, most = '']) => Number(most.replaceAll(',', '')));
    expect(told).to.deep.equal([bounds.lines, bounds.quantity, bounds.unitPrice]);
    const largest = (bounds.lines * bounds.quantity * bounds.unitPrice).toLocaleString('en');
    expect(text).to.include(`the largest total is ${largest}`);
  });

  it('names only codes that exist, and each code has advice', () => {
    const codes = Object.values(refusals).map(({ code }) => code);
    const named = codeSpans(page).filter((span) => /^orders\.order_state|^orders\.more/.test(span));
    expect(codes).to.include.members(named);
    expect(Object.keys(advice)).to.have.members(codes);
  });
});
