import type { BodyExamples } from '../../kernel/declaration/route.js';
import { toId } from '../ids.js';

const override = { reason: 'The card is being renewed at the next desk.' };

/** Loans of the three copies of the first book. */
export const loanExamples: BodyExamples = {
  plain: { summary: 'A patron borrows a copy', body: { copyBarcode: 'C00000001' } },
  at_the_desk: {
    summary: 'A librarian lends to a patron',
    body: { copyBarcode: 'C00000002', patronId: toId('patron', 8) },
    sender: 'librarian',
  },
  override: {
    summary: 'A librarian lends to a patron with a block, and gives the reason',
    body: { copyBarcode: 'C00000003', patronId: toId('patron', 13), override },
    sender: 'librarian',
  },
};

export const checkExamples: BodyExamples = {
  plain: { summary: 'A patron asks for themselves', body: { copyBarcode: 'C00000001' } },
  at_the_desk: {
    summary: 'A librarian asks for a patron with a block',
    body: { copyBarcode: 'C00000003', patronId: toId('patron', 13) },
    sender: 'librarian',
  },
};
