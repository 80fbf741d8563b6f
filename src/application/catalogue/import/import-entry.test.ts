import { expect } from 'chai';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { readEntry } from './import-entry.js';
import type { ImportCells } from './import-row.js';

const read = (cells: ImportCells) => readEntry({ line: 7, cells: { title: 'Emma', ...cells }, notes: [] });

function detailsOf(cells: ImportCells): object {
  const entry = read(cells);
  if ('fault' in entry) throw new Error(inEnglish(entry.fault));
  return entry.details;
}

function notesOf(cells: ImportCells): string[] {
  const entry = read(cells);
  if ('fault' in entry) throw new Error(inEnglish(entry.fault));
  return entry.notes.map(inEnglish);
}

describe('Parsing a row of an import', () => {
  it('returns only the fields with a value', () => {
    expect(read({ subtitle: '', isbn: '  ', year: '1815' })).to.deep.include({
      line: 7,
      details: { title: 'Emma', year: 1815 },
      isbn13: null,
      notes: [],
    });
  });

  it('keeps a valid ISBN as it was given', () => {
    expect(read({ isbn: '0-8044-2957-x' })).to.deep.include({
      line: 7,
      details: { title: 'Emma', isbn: '0-8044-2957-x' },
      isbn13: '9780804429573',
      notes: [],
    });
  });

  it('repairs an ISBN that lost its zeros, and adds a note', () => {
    expect(read({ isbn: '439023483' })).to.deep.include({
      line: 7,
      details: { title: 'Emma', isbn: '0439023483' },
      isbn13: '9780439023481',
      notes: [
        {
          kind: 'ISBN repaired',
          message: 'ISBN repaired: {{value}} is {{isbn}}.',
          parameters: { value: '"439023483"', isbn: '0439023483' },
        },
      ],
    });
  });

  it('drops every other ISBN, and notes why', () => {
    const reasons = {
      '9.78043902348e+12': 'is a rounded number.',
      '9,78E+12': 'is a rounded number.',
      '439023484': 'must be an ISBN of 10 or 13 digits.',
      '0439023484': 'must be an ISBN, but its check digit is wrong.',
      '9790260000438': 'must be an ISBN, but 979-0 begins a number of printed music (ISMN).',
      '0000000000': 'stands in many files for an unknown ISBN.',
      '0000000': 'stands in many files for an unknown ISBN.',
    };
    for (const [isbn, reason] of Object.entries(reasons)) {
      expect(detailsOf({ isbn }), isbn).to.deep.equal({ title: 'Emma' });
      expect(notesOf({ isbn })).to.deep.equal([`ISBN left out: "${isbn}" ${reason}`]);
    }
  });

  it('reads years as spreadsheets write them, also those before the common era', () => {
    const years = { '1997': 1997, '1997.0': 1997, '-750.0': -750, '+8': 8, '-3000': -3000, '2100.00': 2100 };
    for (const [year, value] of Object.entries(years))
      expect(detailsOf({ year }), year).to.deep.equal({ title: 'Emma', year: value });
  });

  it('drops an invalid year, and adds a note', () => {
    for (const year of ['0', '2101', '-3001', '1997.5', '19e2', '20260101', '1999/2001', '199-?', 'n.d.']) {
      expect(detailsOf({ year }), year).to.deep.equal({ title: 'Emma' });
      expect(notesOf({ year })).to.deep.equal([
        `Year left out: "${year}" is not a year from 3000 BCE to 2100.`,
      ]);
    }
  });

  it('shows no half of a character in a note', () => {
    expect(notesOf({ year: `${'x'.repeat(59)}😀x` })).to.deep.equal([
      `Year left out: "${'x'.repeat(59)}\uFFFD…" is not a year from 3000 BCE to 2100.`,
    ]);
  });

  it('normalises languages as in BCP 47 and drops invalid ones', () => {
    expect(detailsOf({ language: 'eng' })).to.include({ language: 'en' });
    expect(detailsOf({ language: 'fre' })).to.include({ language: 'fr' });
    expect(detailsOf({ language: 'en-us' })).to.include({ language: 'en-US' });
    for (const language of ['und', 'und-Latn', 'x-none', '?', 'unknown tongue']) {
      expect(detailsOf({ language }), language).to.deep.equal({ title: 'Emma' });
      expect(notesOf({ language })).to.deep.equal([
        `Language left out: "${language}" is neither a BCP 47 tag nor the name of a language.`,
      ]);
    }
  });

  it('takes the ISBN out of a longer text, and the first of several, with a note', () => {
    const given = {
      '[0140449132]': '0140449132',
      "'9780140449136": '9780140449136',
      '9780140449136.0': '9780140449136',
      'ISBN 0-14-044913-2 (pbk.)': '0-14-044913-2',
    };
    for (const [isbn, value] of Object.entries(given)) {
      expect(detailsOf({ isbn }), isbn).to.include({ isbn: value });
      expect(notesOf({ isbn })).to.deep.equal([`ISBN taken: ${value} from "${isbn}".`]);
    }
    expect(notesOf({ isbn: '080442957X, 9780140449136' })).to.deep.equal([
      'ISBN taken: 080442957X from "080442957X, 9780140449136"; it has 2 ISBNs.',
    ]);
    expect(detailsOf({ isbn: '[0000000000]' })).to.deep.equal({ title: 'Emma' });
  });

  it('takes a year out of a longer text, with a note', () => {
    expect(detailsOf({ year: 'c1999' })).to.include({ year: 1999 });
    expect(notesOf({ year: 'c1999' })).to.deep.equal(['Year taken: "c1999" is read as 1999.']);
  });

  it('takes a language that is written in another way, with a note', () => {
    expect(detailsOf({ language: 'en_US' })).to.include({ language: 'en-US' });
    expect(notesOf({ language: 'English' })).to.deep.equal(['Language taken: "English" is read as en.']);
  });

  it('adds a note to names that can be read in two ways, and turns inverted names', () => {
    expect(notesOf({ contributors: 'Berg, Mia' })).to.deep.equal([
      'Names in doubt: "Berg, Mia" is read as "Berg", "Mia"; ' +
        '--names and --names-separator change how names are read.',
    ]);
    expect(notesOf({ contributors: `${'x'.repeat(400)}, Mia` })).to.deep.equal([
      `Names in doubt: "${'x'.repeat(60)}…" is read as "${'x'.repeat(60)}…", "Mia"; ` +
        '--names and --names-separator change how names are read.',
    ]);
    const entry = readEntry({
      line: 7,
      cells: { title: 'Emma', contributors: 'Berg, Mia' },
      notes: [],
      names: { inverted: true },
    });
    expect(entry).to.deep.include({
      details: { title: 'Emma', contributors: [{ name: 'Mia Berg', role: 'author' }] },
      notes: [],
    });
  });

  it('splits several contributors into authors, and keeps commas in names when semicolons separate', () => {
    const author = (name: string) => ({ name, role: 'author' });
    expect(detailsOf({ contributors: 'J.K.  Rowling, Mary GrandPré' })).to.deep.include({
      contributors: [author('J.K. Rowling'), author('Mary GrandPré')],
    });
    expect(detailsOf({ contributors: 'Le Guin, Ursula K.; Pratchett, Terry;' })).to.deep.include({
      contributors: [author('Le Guin, Ursula K.'), author('Pratchett, Terry')],
    });
    expect(detailsOf({ contributors: ' ; ' })).to.deep.equal({ title: 'Emma' });
  });

  it('splits several subjects', () => {
    expect(detailsOf({ subjects: 'history,war , peace' })).to.deep.include({
      subjects: ['history', 'war', 'peace'],
    });
    expect(detailsOf({ subjects: 'World War, 1939-1945; Peace' })).to.deep.include({
      subjects: ['World War, 1939-1945', 'Peace'],
    });
  });

  it('joins the lines of a title, and keeps those of a description', () => {
    expect(detailsOf({ title: ' Pride\n and  Prejudice ', description: ' one\ntwo ' })).to.deep.equal({
      title: 'Pride and Prejudice',
      description: 'one\ntwo',
    });
  });

  it('drops values that are too long, and adds a note', () => {
    const long = { publisher: 'x'.repeat(201), subjects: 'x,'.repeat(101), contributors: 'x'.repeat(501) };
    expect(detailsOf(long)).to.deep.equal({ title: 'Emma' });
    expect(notesOf(long)).to.have.members([
      'Left out: the publisher is longer than 200 characters.',
      'Left out: the subjects are more than 100.',
      'Left out: the contributors have a part longer than 500 characters.',
    ]);
  });

  it('is at fault only when the row cannot be a book', () => {
    const faultOf = (entry: ReturnType<typeof read>) => [
      entry.line,
      'fault' in entry ? inEnglish(entry.fault) : undefined,
    ];
    expect(faultOf(read({ title: ' ' }))).to.deep.equal([7, 'There is no title.']);
    expect(faultOf(read({ title: '書'.repeat(1_001) }))).to.deep.equal([
      7,
      'The title is longer than 1000 characters.',
    ]);
    expect(faultOf(read({ publisher: 'a\0b' }))).to.deep.equal([
      7,
      'The publisher has a NUL or half a character in it; that cannot be stored.',
    ]);
    expect(faultOf(readEntry({ line: 9, fault: { message: 'Torn.' } }))).to.deep.equal([9, 'Torn.']);
  });
});
