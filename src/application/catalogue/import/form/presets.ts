import type { ImportField } from '../import-row.js';
import type { Column, FileForm } from './columns.js';

type Fields = Partial<Record<ImportField, readonly string[]>>;

/** Fields of which all columns count: a book has several contributors and subjects. */
const lists: ReadonlySet<ImportField> = new Set(['contributors', 'subjects']);

/** What the exports of other programs are like. A version of a program that lacks a column is read without it. */
export const presets: ReadonlyMap<string, FileForm> = new Map([
  [
    'goodreads',
    form({
      title: ['Title'],
      contributors: ['Author', 'Additional Authors'],
      isbn: ['ISBN13', 'ISBN'],
      publisher: ['Publisher'],
      year: ['Year Published', 'Original Publication Year'],
    }),
  ],
  [
    'librarything',
    {
      ...form({
        title: ['Title'],
        contributors: ['Primary Author', 'Secondary Author', 'AUTHOR (last, first)'],
        isbn: ['ISBN', 'ISBNs'],
        year: ['Date'],
        language: ['Languages', 'Language'],
        subjects: ['Subjects'],
        barcode: ['Barcode'],
        call_number: ['Other Call Number', 'LC Classification', 'Dewey Decimal'],
        copies: ['Copies'],
      }),
      names: { inverted: true },
    },
  ],
  [
    'calibre',
    {
      ...form({
        title: ['title'],
        contributors: ['authors'],
        isbn: ['isbn'],
        publisher: ['publisher'],
        year: ['pubdate'],
        language: ['languages'],
        subjects: ['tags'],
      }),
      names: { inverted: false, separator: '&' },
    },
  ],
  [
    'bookbuddy',
    form({
      title: ['Title'],
      subtitle: ['Subtitle'],
      contributors: ['Author'],
      isbn: ['ISBN'],
      publisher: ['Publisher'],
      year: ['Year Published', 'Date Published'],
      language: ['Language'],
      subjects: ['Genre'],
      description: ['Summary'],
      shelf: ['Physical Location', 'Location'],
      copies: ['Quantity'],
    }),
  ],
  [
    'libib',
    {
      ...form({
        title: ['title'],
        contributors: ['creators'],
        isbn: ['ean_isbn13', 'upc_isbn10'],
        publisher: ['publisher'],
        year: ['publish_date'],
        subjects: ['tags'],
        description: ['description'],
        call_number: ['call_number'],
        copies: ['copies'],
      }),
      only: { header: 'item_type', text: 'book' },
    },
  ],
  [
    'koha',
    {
      ...form({
        title: ['title'],
        subtitle: ['subtitle'],
        contributors: ['author', 'authors'],
        isbn: ['isbn'],
        publisher: ['publishercode', 'publisher'],
        year: ['copyrightdate', 'publicationyear', 'publication date'],
        language: ['language'],
        subjects: ['subject', 'subjects'],
        description: ['abstract'],
        barcode: ['barcode'],
        call_number: ['itemcallnumber', 'call number'],
        shelf: ['location', 'shelving location'],
        kind: ['itype', 'itemtype', 'item type'],
      }),
      names: { inverted: true },
      cards: ['title', 'subtitle', 'contributors', 'publisher'],
    },
  ],
  [
    'biblioteq',
    {
      ...form({
        title: ['Title'],
        contributors: ['Authors'],
        isbn: ['ISBN-13', 'ISBN-10'],
        publisher: ['Publisher'],
        year: ['Publication Date'],
        language: ['Language'],
        barcode: ['Accession Number'],
        call_number: ['Call Number'],
        shelf: ['Location'],
        copies: ['Quantity'],
      }),
      names: { inverted: true },
      blanks: ['N/A', 'UNKNOWN'],
    },
  ],
  [
    'storygraph',
    form({
      title: ['Title'],
      contributors: ['Authors', 'Contributors'],
      isbn: ['ISBN/UID'],
      subjects: ['Tags'],
    }),
  ],
]);

function form(fields: Fields): FileForm {
  const columns = (Object.keys(fields) as ImportField[]).map((field) => {
    const column: Column = {
      headers: fields[field] ?? [],
      anyCase: true,
      ...(lists.has(field) && { all: true }),
      ...(field !== 'title' && { optional: true }),
    };
    return [field, column] as const;
  });
  return { columns: new Map(columns) };
}
