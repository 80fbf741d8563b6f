import { expect } from 'chai';
import { languageIn } from './language.js';

describe('The language in a text', () => {
  const written: Readonly<Record<string, string>> = {
    English: 'en',
    english: 'en',
    'ENGLISH ': 'en',
    Italiano: 'it',
    Français: 'fr',
    francais: 'fr',
    Deutsch: 'de',
    日本語: 'ja',
    русский: 'ru',
    'Norwegian Bokmål': 'nb',
    'Simplified Chinese': 'zh-Hans',
    'Chinese (Simplified)': 'zh-Hans',
    'English (UK)': 'en',
    'Greek, Modern (1453- )': 'el',
    'Spanish; Castilian': 'es',
    Hawaiian: 'haw',
    en_US: 'en-US',
    'pt_BR.UTF-8': 'pt-BR',
    zh_Hant_TW: 'zh-Hant-TW',
    'eng, lat': 'en',
    'English and Latin': 'en',
    'ger|fre': 'de',
  };
  for (const [text, tag] of Object.entries(written)) {
    it(`is ${tag} in "${text}"`, () => {
      expect(languageIn(text)).to.deep.equal({ tag, isExact: false });
    });
  }

  it('is exact in a tag', () => {
    for (const [text, tag] of [
      ['en', 'en'],
      ['ENG', 'en'],
      ['pt-br', 'pt-BR'],
    ] as const)
      expect(languageIn(text)).to.deep.equal({ tag, isExact: true });
  });

  for (const text of [
    'und',
    'und-Latn',
    'UND',
    'x-klingon',
    'i-default',
    '',
    '?',
    'N/A',
    'none given',
    '1',
    'e',
  ])
    it(`is none in "${text}"`, () => {
      expect(languageIn(text)).to.equal(undefined);
    });
});
