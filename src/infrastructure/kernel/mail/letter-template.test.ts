import { expect } from 'chai';
import { nameInLetter, onOneLine, renderLetter } from './letter-template.js';

describe('A text of a person in a letter', () => {
  it('stays on its line, controls nothing, and does not turn the direction of other words', () => {
    expect(onOneLine('A\r\nBcc: b\u2028c\u0085d\u001b[2J\0')).to.equal('A Bcc: b c d [2J');
    expect(onOneLine('The \u202eeniL\u202c \u2066End')).to.equal('The eniL End');
  });

  it('is escaped in HTML', () => {
    const template = { subject: 's', text: '{{{name}}}', html: '<p>{{name}}</p>' };
    const { text, html } = renderLetter(template, { name: '<b>"Ada"</b> & {{x}}' });
    expect(text).to.equal('<b>"Ada"</b> & {{x}}');
    expect(html)
      .to.match(/^<p>&lt;b&gt;&quot;Ada&quot;.*<\/p>$/)
      .and.to.not.include('<b>');
  });

  it('is left out as a name when a mail program could turn it into a link', () => {
    expect(nameInLetter("Siobhán O'Reilly")).to.equal("Siobhán O'Reilly");
    for (const name of [
      'customer,\r\nConfirm your card: https://evil.example',
      'www.evil.example',
      'a@evil.example',
    ])
      expect(nameInLetter(name)).to.equal('…');
  });
});
