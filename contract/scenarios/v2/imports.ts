import type { Scenarios } from '../scenario.js';

const boundary = 'x-boundary-x';
const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };

const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (text: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="books.csv"\r\n` +
  `Content-Type: text/csv\r\n\r\n${text}\r\n`;
const form = (...parts: string[]) => `${parts.join('')}--${boundary}--\r\n`;

const books = file('Title,ISBN\r\nEmma,0141439580\r\n');
const good = form(field('columns', 'title=Title,isbn=ISBN'), books);

export default {
  calls: {
    importBooks: { headers, raw: good },
    listImports: {},
    getImport: { params: { id: 'import_none' } },
    listImportRows: { params: { id: 'import_none' } },
    cancelImport: { params: { id: 'import_none' } },
  },
  conversations: {
    'importing-a-file': [
      { does: 'importBooks', headers, raw: good, gives: 202, save: { id: '$.id' } },
      { does: 'getImport', params: { id: '{{id}}' }, gives: 200 },
      { does: 'listImports', gives: 200 },
      { does: 'listImportRows', params: { id: '{{id}}' }, gives: 200 },
      { does: 'listImportRows', params: { id: '{{id}}' }, query: { outcome: 'error', limit: 5 }, gives: 200 },
      { does: 'cancelImport', params: { id: '{{id}}' }, gives: 200 },
      { does: 'cancelImport', params: { id: '{{id}}' }, gives: 200 },
      {
        does: 'listImportRows',
        params: { id: '{{id}}' },
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
      { does: 'listImports', query: { cursor: 'not-one-of-ours' }, gives: 'request.cursor_invalid' },
    ],
    'importing-with-wrong-options': [
      { does: 'importBooks', headers, raw: form(books), gives: 'imports.options_invalid' },
      {
        does: 'importBooks',
        headers,
        raw: form(field('from', 'shelves'), books),
        gives: 'imports.options_invalid',
      },
      {
        does: 'importBooks',
        headers,
        raw: form(field('columns', 'title=Title'), field('copies', '-1'), field('dryRun', 'maybe'), file('')),
        gives: 'request.validation_failed',
      },
    ],
    'looking-for-an-import-of-nobody': [
      { does: 'getImport', params: { id: 'import_none' }, gives: 'imports.import_not_found' },
      { does: 'listImportRows', params: { id: 'import_none' }, gives: 'imports.import_not_found' },
      { does: 'cancelImport', params: { id: 'import_none' }, gives: 'imports.import_not_found' },
    ],
  },
} satisfies Scenarios;
