import { expect } from 'chai';
import { replaced } from './source-text.js';

describe('A place in a source text', () => {
  it('is replaced', () => {
    expect(replaced('const a = [1];', 'a.ts', /\[(.*)\]/, '[$1, 2]')).to.equal('const a = [1, 2];');
  });

  it('must be there', () => {
    expect(() => replaced('const a = 1;', 'src/a.ts', /\[(.*)\]/, '')).to.throw('src/a.ts was changed');
  });
});
