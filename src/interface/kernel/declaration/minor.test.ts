import { expect } from 'chai';
import { chooseMinor, type MinorChoice } from './minor.js';

const minors = ['1.0', '1.1', '1.10'] as const;

const table: readonly [asked: string | undefined, pin: string | undefined, choice: MinorChoice][] = [
  [undefined, undefined, { minor: '1.0', source: 'default' }],
  ['', undefined, { minor: '1.0', source: 'default' }],
  [undefined, '1.1', { minor: '1.1', source: 'pin' }],
  [undefined, '2.0', { minor: '1.0', source: 'default' }],
  [undefined, '1.7', { minor: '1.0', source: 'default' }],
  ['1.0', '1.1', { minor: '1.0', source: 'header' }],
  ['1.1', undefined, { minor: '1.1', source: 'header' }],
  [' 1.10 ', undefined, { minor: '1.10', source: 'header' }],
  ['1.1, 1.1', undefined, { minor: '1.1', source: 'header' }],
  ['1.0, 1.1', undefined, { fault: 'ambiguous' }],
  ['1.1,', undefined, { fault: 'ambiguous' }],
  ['1', undefined, { fault: 'malformed' }],
  ['1.1.0', undefined, { fault: 'malformed' }],
  ['v1.1', undefined, { fault: 'malformed' }],
  ['01.1', undefined, { fault: 'malformed' }],
  ['latest', undefined, { fault: 'malformed' }],
  ['2026-12-01', undefined, { fault: 'malformed' }],
  ['2.0', undefined, { fault: 'wrong_major' }],
  ['0.9', undefined, { fault: 'wrong_major' }],
  ['1.2', undefined, { fault: 'unknown' }],
  ['1.9', '1.1', { fault: 'unknown' }],
];

describe('The minor of an answer', () => {
  for (const [asked, pin, choice] of table) {
    it(`is ${JSON.stringify(choice)} for the header ${JSON.stringify(asked)} and the pin ${JSON.stringify(pin)}`, () => {
      expect(chooseMinor(asked, pin, minors)).to.deep.equal(choice);
    });
  }
});
