import { expect } from 'chai';
import { shownName } from './sent-file.js';

describe('The name of a file that was sent', () => {
  it('is shown as it is', () => {
    expect(shownName('Bücher 2026 (neu).csv')).to.equal('Bücher 2026 (neu).csv');
  });

  it('has no control characters, no halves of characters, and 200 characters at most', () => {
    expect(shownName('a\0b\nc\u202Ed')).to.equal('a\uFFFDb\uFFFDc\uFFFDd');
    expect(shownName('\uD83D')).to.equal('\uFFFD');
    expect(shownName(`${'x'.repeat(199)}😀.csv`)).to.equal(`${'x'.repeat(199)}\uFFFD`);
  });
});
