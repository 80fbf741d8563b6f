import type { BodyExamples } from '../../kernel/declaration/route.js';
import { toId } from '../ids.js';

const book = { bookId: toId('book', 1), quantity: 2, unitPrice: 1_250 };
const toCome = { title: 'The Winter Book', author: 'Tove Jansson', quantity: 1, unitPrice: 990 };

export const orderExamples: BodyExamples = {
  plain: {
    summary: 'A title that the catalogue does not have yet',
    body: { supplier: 'Harbour Books', currency: 'EUR', lines: [toCome] },
  },
  more_copies: {
    summary: 'More copies of a book, and a title to come',
    body: { supplier: 'Harbour Books', currency: 'EUR', lines: [book, toCome] },
  },
};

export const patchExamples: BodyExamples = {
  lines: { summary: 'Other lines', body: { lines: [toCome] } },
  supplier: { summary: 'Another supplier', body: { supplier: 'Northern Light Books' } },
};

export const deliveryExamples: BodyExamples = {
  plain: { summary: 'The library gives the next barcode', body: { line: 1, quantity: 1, shelf: 'Novels 4' } },
  own_barcodes: {
    summary: 'Barcodes of your own',
    body: { line: 1, quantity: 2, barcodes: ['HB-0001', 'HB-0002'], kind: 'short_loan' },
  },
};
