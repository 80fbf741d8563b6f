import { expect } from 'chai';
import { refusalOf, sentencesOf } from '../../../test/support/refusal-of.js';
import { OrderLine, type OrderLineDetails } from './order-line.js';

const toCome: OrderLineDetails = {
  bookId: null,
  title: 'The Winter Book',
  isbn: '9780954221720',
  author: 'Tove Jansson',
  quantity: 3,
  unitPrice: 990,
};
const ofBook = { ...toCome, bookId: 7, title: null, isbn: null, author: null };

describe('A line of an order', () => {
  it('has a book of the catalogue, or a title to come', () => {
    expect(new OrderLine(1, ofBook)).to.deep.include({ ...ofBook, number: 1, received: 0 });
    expect(new OrderLine(2, toCome)).to.deep.include({ ...toCome, number: 2, received: 0 });
    expect(new OrderLine(1, { ...toCome, isbn: null, author: null }).title).to.equal('The Winter Book');
  });

  for (const [what, details] of Object.entries({
    'neither of them': { ...ofBook, bookId: null },
    'an ISBN alone': { ...toCome, title: null },
    'both of them': { ...toCome, bookId: 7 },
    'a book and an ISBN': { ...ofBook, isbn: '9780954221720' },
    'a book and an author': { ...ofBook, author: 'Tove Jansson' },
  })) {
    it(`is refused with ${what}, and the refusal names the line`, async () => {
      const { code, fields } = await refusalOf(() => new OrderLine(2, details));
      expect(code).to.equal('orders.line_invalid');
      expect(sentencesOf(fields)).to.deep.equal({
        'lines.1': ['A line has either a book of the catalogue or a title to come.'],
      });
    });
  }

  it('has the total of its copies', () => {
    expect(new OrderLine(1, toCome).total).to.equal(2_970);
  });

  it('is received when all copies have come', () => {
    const line = new OrderLine(1, toCome);
    line.receive(1);
    expect([line.received, line.isReceived]).to.deep.equal([1, false]);
    line.receive(2);
    expect([line.received, line.isReceived]).to.deep.equal([3, true]);
  });

  it('refuses more than is still to come, and says how many that are', async () => {
    const line = new OrderLine(1, toCome);
    line.receive(2);
    const { code, reasons } = await refusalOf(() => line.receive(2));
    expect(code).to.equal('orders.more_than_ordered');
    expect(reasons[0].parameters).to.deep.equal({ open: 1, quantity: 2 });
    expect(line.received).to.equal(2);
  });
});
