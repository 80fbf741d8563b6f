import { expect } from 'chai';
import type { LetterContent } from '../../../application/accounts/mail/letter-texts.js';
import { languages } from '../../../domain/kernel/language.js';
import { AccountLetterTexts } from './account-letter-texts.js';
import { wordings } from './letter-wording.js';

const texts = new AccountLetterTexts('Europe/Berlin');
const kinds = Object.keys(wordings.en) as LetterContent['kind'][];
const write = (content: Partial<LetterContent>) =>
  texts.write({
    kind: 'password_reset',
    language: 'en',
    name: 'Ada',
    at: new Date('2026-12-01T09:30:00Z'),
    link: 'https://library.example/account/reset?token=sll_1&x=y',
    ...content,
  });

describe('The letters about accounts', () => {
  it('tell the local time of the event, and give the link unchanged', () => {
    const { subject, text } = write({});
    expect(subject).to.equal('Set a new password');
    expect(text).to.equal(`Dear Ada,

somebody asked for a new password for your account on 1 December 2026 at 10:30 CET. The link works once, within 30 minutes:

https://library.example/account/reset?token=sll_1&x=y

If it was not you, you need do nothing: your password stays as it is.

Your library
`);
  });

  it('are German for those who want it', () => {
    const { text, html } = write({ language: 'de', kind: 'password_changed' });
    expect(text).to.include('Guten Tag, Ada,').and.to.include('1. Dezember 2026').and.to.include('10:30 MEZ');
    expect(html).to.include('<html lang="de">');
  });

  for (const kind of kinds) {
    for (const language of languages) {
      it(`leave no place of ${kind} empty in ${language}, and let no name become HTML or a line of its own`, () => {
        const { subject, text, html } = write({ kind, language, name: '<b>Ada</b>\r\nBcc: all@example.org' });
        for (const each of [subject, text, html]) expect(each).to.not.match(/\{\{|undefined/);
        expect(text).to.not.match(/^Bcc/m);
        expect(html).to.not.include('<b>');
      });
    }
  }

  it('give no link to the old address of an account, which could not use it', () => {
    expect(write({ kind: 'email_changed' }).text).to.not.include('https://');
  });
});
