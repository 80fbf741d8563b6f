import { expect } from 'chai';
import fc from 'fast-check';
import { Policy, policyFor, reachedLimit } from './policy.js';

const policyOf = (patronCategory: string, copyKind: string, loansMax: number): Policy =>
  Object.assign(new Policy(), {
    patronCategory,
    copyKind,
    loansMax,
    loanDays: 21,
    renewalsMax: 2,
    holdsMax: 5,
    closedWeekdays: [],
  });

const policies = [
  policyOf('*', '*', 5),
  policyOf('child', '*', 3),
  policyOf('student', '*', 10),
  policyOf('*', 'short_loan', 2),
  policyOf('staff', 'short_loan', 4),
];

describe('The limit of open loans', () => {
  for (const [what, category, kind, open, expected] of [
    ['of a category counts copies of every kind', 'child', 'short_loan', { standard: 3 }, true],
    ['of a category counts the kinds together', 'child', 'standard', { standard: 1, short_loan: 2 }, true],
    [
      'of a category is not reached by one loan less',
      'child',
      'short_loan',
      { standard: 1, short_loan: 1 },
      false,
    ],
    [
      'of a kind counts copies of this kind only',
      'student',
      'short_loan',
      { standard: 6, short_loan: 1 },
      false,
    ],
    [
      'of a kind is reached by loans of this kind',
      'student',
      'short_loan',
      { standard: 1, short_loan: 2 },
      true,
    ],
    ['of a kind does not concern other kinds', 'student', 'standard', { short_loan: 2 }, false],
    [
      'of a kind and a category comes before that of the kind',
      'staff',
      'short_loan',
      { short_loan: 2 },
      false,
    ],
    [
      'of the default holds for a category without one',
      'staff',
      'short_loan',
      { standard: 2, short_loan: 3 },
      true,
    ],
    ['holds for any kind without a policy', 'adult', 'constructor', { standard: 4 }, false],
  ] as const) {
    it(what, () => {
      const loans = new Map<string, number>(Object.entries(open));
      expect(reachedLimit(policies, category, kind, loans) !== undefined).to.equal(expected);
    });
  }

  it('is told with the loans that count towards it', () => {
    const loans = new Map([
      ['short_loan', 2],
      ['standard', 1],
    ]);
    expect(reachedLimit(policies, 'student', 'short_loan', loans)).to.deep.equal({ limit: 2, open: 2 });
    expect(reachedLimit(policies, 'child', 'standard', loans)).to.deep.equal({ limit: 3, open: 3 });
  });

  it('is never exceeded, overall or for a kind, however a patron borrows', () => {
    const kinds = fc.constantFrom('standard', 'short_loan', 'dvd', 'reference');
    const limit = fc.integer({ min: 0, max: 6 });
    const own = fc.tuple(fc.constantFrom('child', '*'), kinds, limit);
    fc.assert(
      fc.property(
        limit,
        limit,
        fc.array(own),
        fc.array(kinds, { maxLength: 30 }),
        (all, child, rows, wishes) => {
          const some = rows.filter(([c, k], at) => rows.findIndex(([d, l]) => c === d && k === l) === at);
          const given = [
            policyOf('*', '*', all),
            policyOf('child', '*', child),
            ...some.map((r) => policyOf(...r)),
          ];
          const open = new Map<string, number>();
          for (const kind of wishes) {
            if (!reachedLimit(given, 'child', kind, open)) open.set(kind, (open.get(kind) ?? 0) + 1);
          }
          expect([...open.values()].reduce((sum, loans) => sum + loans, 0)).to.be.most(child);
          for (const [kind, loans] of open) {
            const { copyKind, loansMax } = policyFor(given, 'child', kind);
            if (copyKind !== '*') expect(loans).to.be.most(loansMax);
          }
        },
      ),
    );
  });
});
