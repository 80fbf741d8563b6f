import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { removeSchemaProperties } from '../../../kernel/declaration/remove-schema-properties.js';
import { toId } from '../../ids.js';

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
  operations: ['lendCopy', 'returnCopy', 'renewLoan', 'listLoans', 'listMyLoans', 'getLoan'],
  downgradeResponse: ({ operationId, body }) => {
    if (operationId.startsWith('list')) return withLoansOfList(body as ListBody);
    return operationId === 'returnCopy' ? withLoanOfReturn(body as ReturnBody) : withoutNews(body as object);
  },
  downgradeDocument: (document) => removeSchemaProperties(document, 'Loan', ['renewalsLeft']),
  example: { operationId: 'getLoan', status: 200, after: { ...before, renewalsLeft: 2 }, before },
};

interface ListBody {
  readonly data: readonly object[];
}

interface ReturnBody {
  readonly loan: object | null;
}

function withLoansOfList(body: ListBody): object {
  return { ...body, data: body.data.map(withoutNews) };
}

function withLoanOfReturn(body: ReturnBody): object {
  return { ...body, loan: body.loan && withoutNews(body.loan) };
}

function withoutNews(loan: object): object {
  const { renewalsLeft: _, ...older } = loan as Record<string, unknown>;
  return older;
}
