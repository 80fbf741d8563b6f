import { expect } from 'chai';
import { Pairs } from './pairs.js';

const first = 'slk_first-first-first-first';
const second = 'slk_second-second-second';

describe('Pairs of drawn texts', () => {
  it('agree on a pair again, and on no other partner', () => {
    const pairs = new Pairs();
    expect(pairs.agree(first, second)).to.equal(true);
    expect(pairs.agree(first, second)).to.equal(true);
    expect(pairs.agree(first, `${second}x`)).to.equal(false);
    expect(pairs.agree(`${first}x`, second)).to.equal(false);
  });

  it('do not agree on different words', () => {
    expect(new Pairs().agree('open', 'closed')).to.equal(false);
  });

  it('agree on tags of any form, as long as equal ones stay equal', () => {
    const pairs = new Pairs();
    expect(pairs.agreeOnTag('"r1"', '"a"')).to.equal(true);
    expect(pairs.agreeOnTag('"r2"', '"b"')).to.equal(true);
    expect(pairs.agreeOnTag('"r1"', '"b"')).to.equal(false);
    expect(pairs.agreeOnTag('"r3"', '"b"')).to.equal(false);
  });

  it('translate what a request contains, with everything around it', () => {
    const pairs = new Pairs();
    pairs.agree(first, second);
    pairs.agreeOnTag('"r1"', '"a"');
    expect(pairs.translate(`Bearer ${first}`)).to.equal(`Bearer ${second}`);
    expect(pairs.translate(`{"key":"${first}","n":"war"}`)).to.equal(`{"key":"${second}","n":"war"}`);
    expect(pairs.translate('"x", "r1"')).to.equal('"x", "a"');
  });
});
