import { expect } from 'chai';
import {
  faultsOf,
  opened,
  renewed,
  returned,
  type Act,
  type Effect,
  type Verdict,
} from '../support/faults/history.js';

const lent: Verdict = { kind: 'changed', action: opened, loan: 7 };
const back: Verdict = { kind: 'changed', action: returned, loan: 7 };

/** An act on copy 1, from one moment to another. */
function act(
  request: string,
  [started, ended]: [number, number],
  verdict: Verdict,
  more: Partial<Act> = {},
): Act {
  return { requests: [request], copies: [1], patron: 3, loan: undefined, started, ended, verdict, ...more };
}

const effect = (request: string, action: string, loan = 7): Effect => ({
  action,
  loan,
  copy: 1,
  patron: 3,
  request,
});

/** A copy is lent and returned; meanwhile another loan of it is refused, and the loan is read. */
const acts: readonly Act[] = [
  act('a', [10, 20], lent),
  act('b', [30, 40], { kind: 'refused', code: 'circulation.copy_on_loan' }),
  act('c', [30, 40], { kind: 'found', loan: 7, state: 'open' }),
  act('d', [50, 60], back),
  act('e', [70, 80], { kind: 'found', loan: undefined, state: 'closed' }),
];
const effects: readonly Effect[] = [effect('a', opened), effect('d', returned)];

const without = (request: string) => effects.filter((it) => it.request !== request);
const instead = (request: string, ...others: Act[]) => [
  ...acts.filter(({ requests }) => !requests.includes(request)),
  ...others,
];

describe('The checker of histories', () => {
  it('finds no fault in a correct history', () => {
    expect(faultsOf(acts, effects)).to.deep.equal([]);
  });

  it('accepts an unanswered request as executed or not', () => {
    const unheard = instead('d', act('d', [50, 60], { kind: 'unknown' }));
    expect(faultsOf(unheard, effects)).to.deep.equal([]);
    const neither = unheard.filter(({ requests }) => !requests.includes('e'));
    expect(faultsOf(neither, without('d'))).to.deep.equal([]);
  });

  const renewal = (request: string, at: number) =>
    act(request, [at, at + 5], { kind: 'changed', action: renewed, loan: 7 }, { loan: 7 });
  const planted: readonly [string, readonly Act[], readonly Effect[], RegExp][] = [
    ['a confirmed loan that was lost', acts, without('a'), /confirmed and lost/],
    ['a confirmed return that was lost', acts, without('d'), /confirmed and lost/],
    [
      'a repeated request that was executed twice',
      instead('a', act('a', [10, 20], lent, { requests: ['a', 'a2'] })),
      [effect('a', opened), effect('d', returned), effect('a2', opened, 8)],
      /applied more than once/,
    ],
    [
      'a loan that was reported under another number',
      instead('a', act('a', [10, 20], { ...lent, loan: 8 })),
      effects,
      /stored differently/,
    ],
    ['a refused loan that was made', acts, [...effects, effect('b', opened, 8)], /refused, but stored/],
    ['a loan that no client requested', acts, [...effects, effect('x', opened, 8)], /not requested/],
    [
      'a refusal because of an earlier loan',
      instead('b', act('b', [70, 80], { kind: 'refused', code: 'circulation.copy_on_loan' })),
      effects,
      /refused for a state/,
    ],
    [
      'a refusal for another reason',
      instead('b', act('b', [30, 40], { kind: 'refused', code: 'circulation.patron_blocked' })),
      effects,
      /refused for a state/,
    ],
    [
      'a refusal for a limit that was not reached',
      instead('b', act('b', [30, 40], { kind: 'refused', code: 'circulation.loan_limit_reached' })),
      effects,
      /refused for a state/,
    ],
    [
      'a loan that is read before it is made',
      instead('c', act('c', [1, 5], { kind: 'found', loan: 7, state: 'open' })),
      effects,
      /found a state/,
    ],
    [
      'a return that is confirmed again while the copy is on loan',
      instead('e', act('e', [30, 40], { kind: 'found', loan: undefined, state: 'closed' })),
      effects,
      /found a state/,
    ],
    [
      'a copy that is lent twice',
      instead('b', act('b', [30, 40], { ...lent, loan: 8 })),
      [effect('a', opened), effect('b', opened, 8), effect('d', returned)],
      /out of order/,
    ],
    [
      'a renewal of a returned loan',
      [...acts, renewal('r', 65)],
      [...effects, effect('r', renewed)],
      /out of order/,
    ],
    [
      'a renewal that is stored before an earlier act that had ended',
      [...acts, renewal('r', 30), renewal('s', 20)],
      [effect('a', opened), effect('r', renewed), effect('s', renewed), effect('d', returned)],
      /after an act that started later/,
    ],
  ];
  for (const [what, someActs, someEffects, fault] of planted) {
    it(`finds ${what}`, () => expect(faultsOf(someActs, someEffects).join('\n')).to.match(fault));
  }
});
