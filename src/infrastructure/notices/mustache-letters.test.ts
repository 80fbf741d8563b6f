import { expect } from 'chai';
import type { Mentioned } from '../../application/notices/letters.js';
import { MustacheLetters } from './mustache-letters.js';

const letters = new MustacheLetters();
const loan = (title: string, by = 'Tove Jansson', dueDay = '2026-12-03'): Mentioned => ({
  title,
  by,
  dueDay,
  dueAt: new Date(`${dueDay}T23:59:59Z`),
});

describe('The mails', () => {
  it('list overdue loans and loans due soon, each with its own heading', () => {
    const { subject, text } = letters.digest({
      name: 'Ada',
      language: 'en',
      overdue: [loan('The Summer Book', 'Tove Jansson', '2026-11-30')],
      dueSoon: [loan('Beowulf', '')],
    });
    expect(subject).to.equal('Overdue at the library');
    expect(text).to.equal(`Dear Ada,

These are overdue. Please bring them back, or renew them where that is possible:

- The Summer Book, by Tove Jansson: was due on 2026-11-30

These are due soon:

- Beowulf: due on 2026-12-03

If you brought them back today, thank you; then there is nothing left to do.

Your library
`);
  });

  it('leave out empty sections', () => {
    const { subject, text, html } = letters.digest({
      name: 'Ada',
      language: 'en',
      overdue: [],
      dueSoon: [loan('Beowulf')],
    });
    expect(subject).to.equal('Due soon at the library');
    for (const each of [text, html])
      expect(each)
        .to.include('Beowulf')
        .and.to.not.match(/overdue/i);
  });

  it('escape user text: it cannot become HTML, a heading or a line of its own', () => {
    const nasty = '<script>alert(1)</script>\nBcc: all@example.org {{name}}';
    const { subject, text, html } = letters.digest({
      name: nasty,
      language: 'en',
      overdue: [loan(nasty, nasty)],
      dueSoon: [],
    });
    expect(html).to.include('&lt;script&gt;').and.to.not.include('<script>');
    expect(text)
      .to.include('<script>alert(1)</script> Bcc: all@example.org {{name}}')
      .and.to.not.match(/^Bcc/m);
    expect(subject).to.equal('Overdue at the library');
  });

  it('contain the staff list, the counts of the day before, and a note when the list is cut', () => {
    const list = {
      day: '2026-12-04',
      yesterday: { lent: 3, renewed: 1, returned: 2 },
      loans: [{ ...loan('Ronia & Co'), barcode: 'C00000001', cardNumber: 'P0000007' }],
    };
    const whole = letters.overdueList({ ...list, total: 1 });
    expect(whole.subject).to.equal('Overdue on 2026-12-04: 1');
    expect(whole.text)
      .to.include('3 lent, 1 renewed, 2 returned')
      .and.to.include('- due 2026-12-03, copy C00000001, card P0000007: Ronia & Co\n')
      .and.to.not.include('newest');
    expect(whole.html).to.include('Ronia &amp; Co');
    expect(letters.overdueList({ ...list, total: 2 }).text).to.include('These are the newest');
  });
});
