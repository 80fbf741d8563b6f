import { expect } from 'chai';
import { deriveContracts } from '../../../contract/documents.js';

/**
 * Codes that later features will bring, each with the older code of the same status that stands for it in minors before.
 * An operation can get the new code only if it declares the older one from its first minor on.
 */
const standIns: readonly [newer: string, older: string, operations: readonly string[]][] = [
  ['circulation.copy_reserved', 'circulation.copy_not_available', ['v2 lendCopy']],
  ['circulation.copy_reserved', 'circulation.no_copy_available', ['v1 borrowBook']],
  ['circulation.copy_not_for_loan', 'circulation.copy_not_available', ['v2 lendCopy']],
  ['circulation.copy_not_for_loan', 'circulation.no_copy_available', ['v1 borrowBook']],
  ['circulation.renewal_awaited', 'circulation.renewal_limit_reached', ['v1 renewLoan', 'v2 renewLoan']],
  ['circulation.kind_limit_reached', 'circulation.loan_limit_reached', ['v1 borrowBook', 'v2 lendCopy']],
  [
    'circulation.overdue_limit_reached',
    'circulation.patron_blocked',
    ['v1 borrowBook', 'v2 lendCopy', 'v1 renewLoan', 'v2 renewLoan'],
  ],
  [
    'billing.debt_limit_reached',
    'circulation.patron_blocked',
    ['v1 borrowBook', 'v2 lendCopy', 'v1 renewLoan', 'v2 renewLoan'],
  ],
  ['holds.book_awaited', 'catalogue.book_on_loan', ['v1 deleteBook', 'v2 withdrawBook']],
  ['holds.copy_awaited', 'catalogue.copies_in_use', ['v1 reviseBook']],
  ['holds.copy_awaited', 'catalogue.copy_state_invalid', ['v2 withdrawCopy', 'v2 moveCopy']],
  ['holds.patron_waits', 'accounts.account_in_use', ['v1 deleteMe', 'v2 deleteMe', 'v2 closePatron']],
];

interface Operation {
  readonly operationId?: string;
  readonly responses?: Readonly<Record<string, { readonly 'x-codes'?: readonly string[] }>>;
}

describe('The codes that stand for later ones', () => {
  /** `v1 borrowBook` → the codes of its 409 in the first minor. */
  const declared = new Map<string, readonly string[]>();
  before(async () => {
    for (const { name, minors } of await deriveContracts()) {
      const paths = (minors[0]?.document['paths'] ?? {}) as Record<string, Record<string, Operation>>;
      for (const { operationId, responses } of Object.values(paths).flatMap((path) => Object.values(path)))
        declared.set(`${name} ${operationId}`, responses?.['409']?.['x-codes'] ?? []);
    }
  });

  for (const [newer, older, operations] of standIns) {
    it(`${older} is declared where ${newer} will come: ${operations.join(', ')}`, () => {
      for (const operation of operations) expect(declared.get(operation), operation).to.include(older);
    });
  }
});
