import { expect } from 'chai';
import { probeNamed, programNamed, programOf, unnamedProgram } from './program.js';

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';

describe('The program of a request', () => {
  it('is the origin of the page that sends it', () => {
    expect(programOf('https://Reader.Example:8443', chrome)).to.equal('https://reader.example:8443');
  });

  it('is otherwise the first product of the user agent, without its version', () => {
    expect(programOf('', 'ShelfReader/2.1 (iPhone; iOS 19)')).to.equal('shelfreader');
    expect(programOf('null', 'curl')).to.equal('curl');
  });

  for (const [what, agent] of [
    ['a browser', chrome],
    ['an empty name', ''],
    ['a name of other characters', '(compatible)'],
  ]) {
    it(`is unnamed for ${what}`, () => {
      expect(programOf('', agent ?? '')).to.equal(unnamedProgram);
    });
  }

  it('has at most 64 characters', () => {
    expect(programOf('', 'x'.repeat(500))).to.equal('x'.repeat(64));
  });

  it('can be registered as it is recognised', () => {
    expect(programNamed('ShelfReader')).to.equal('shelfreader');
    expect(programNamed('https://reader.example')).to.equal('https://reader.example');
  });

  for (const text of [
    'Mozilla',
    '',
    'two words',
    'https://reader.example/path',
    'ShelfReader/2.1',
    '(others)',
  ]) {
    it(`cannot be registered as "${text}"`, () => {
      expect(programNamed(text)).to.equal(undefined);
    });
  }
});

describe('A probe', () => {
  for (const agent of [
    'kube-probe/1.31',
    'Googlebot/2.1 (+http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
    'autocannon/9.0.0',
    'shelflife-replay',
  ]) {
    it(`is ${agent}`, () => {
      expect(probeNamed(programOf('', agent), agent)).to.be.a('string');
    });
  }

  for (const agent of [chrome, 'ShelfReader/2.1', 'BottegaReader/1', 'python-requests/2.32', '']) {
    it(`is not ${agent || 'a client without a name'}`, () => {
      expect(probeNamed(programOf('', agent), agent)).to.equal(undefined);
    });
  }
});
