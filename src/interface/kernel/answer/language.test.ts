import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import Koa from 'koa';
import { languageOf } from './language.js';

const app = new Koa();

function chosen(accept: string | undefined): string {
  const request = new IncomingMessage(new Socket());
  if (accept !== undefined) request.headers['accept-language'] = accept;
  return languageOf(app.createContext(request, new ServerResponse(request)));
}

describe('The language of an answer', () => {
  for (const accept of [
    undefined,
    '',
    '*',
    'fr',
    'xx-YY',
    'denmark',
    ';;,,=',
    'de;q=0',
    'de;q=0, *',
    '\u00e4',
  ])
    it(`is English for ${accept === undefined ? 'no Accept-Language' : JSON.stringify(accept)}`, () => {
      expect(chosen(accept)).to.equal('en');
    });

  for (const accept of [
    'de',
    'DE',
    'de-AT',
    'de-CH-1996',
    'fr, de;q=0.1',
    'en;q=0.5, de',
    'en;q=0, *',
    'en;q=0, de;q=0.2',
  ])
    it(`is German for ${JSON.stringify(accept)}`, () => {
      expect(chosen(accept)).to.equal('de');
    });

  it('is that with the greater weight, and English between equals unless German comes first', () => {
    const weight = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
    fc.assert(
      fc.property(weight, weight, fc.constantFrom('de', 'de-DE', 'de-AT'), (forEnglish, forGerman, tag) => {
        const expected = forGerman > forEnglish ? 'de' : 'en';
        expect(chosen(`en;q=${forEnglish}, ${tag};q=${forGerman}, fr`)).to.equal(expected);
      }),
    );
  });

  it('is one of ours for any text', () => {
    fc.assert(fc.property(fc.string(), (accept) => void expect(chosen(accept)).to.be.oneOf(['en', 'de'])));
  });
});
