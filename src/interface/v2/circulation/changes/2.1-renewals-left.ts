import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/minors/additions.js';
import { toId } from '../../ids.js';
import { Loan } from '../shapes.js';

const before = {
  id: toId('loan', 1),
  copyId: toId('copy', 1),
  copyBarcode: 'C00000001',
  bookId: toId('book', 1),
  patronId: toId('patron', 3),
  status: 'open',
  borrowedAt: '2026-12-01T09:30:00.000Z',
  dueAt: '2026-12-22T23:59:59.000Z',
  returnedAt: null,
  renewals: 0,
};

export const renewalsLeft: ContractChange = {
  id: 'v2-renewals-left',
  minor: '2.1',
  title: 'Loans have `renewalsLeft`: how many renewals remain.',
  why:
    'The number of renewals differs from loan to loan. With `renewalsLeft` a client knows whether to offer a ' +
    'renewal, without trying one.',
  adds: [fields(Loan, 'renewalsLeft')],
  example: { operationId: 'getLoan', status: 200, after: { ...before, renewalsLeft: 2 }, before },
};
