import { toId } from '../../../src/interface/v2/ids.js';
import type { Said, Scenarios } from '../scenario.js';

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

const first = { id: toId('import', 1) };
const key = { 'Idempotency-Key': 'a-cancellation' };

const unchanged = (does: string): Said[] => [
  { does, params: first, gives: 200, save: { etag: '$header.etag' } },
  { does, params: first, headers: { 'If-None-Match': '{{etag}}' }, gives: 304 },
];

export default {
  calls: {
    importBooks: { headers, raw: good },
    listImports: {},
    getImport: { params: first, isNeverUnchanged: true },
    listImportRows: { params: first, isNeverUnchanged: true },
    cancelImport: { params: first, isUnrepeatable: true },
  },
  conversations: {
    'importing-a-file': [
      { does: 'importBooks', headers, raw: good, gives: 202 },
      ...unchanged('getImport'),
      ...unchanged('listImportRows'),
      { does: 'listImports', gives: 200 },
      { does: 'listImportRows', params: first, query: { outcome: 'error', limit: 5 }, gives: 200 },
      {
        does: 'listImportRows',
        params: first,
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
      { does: 'listImports', query: { cursor: 'not-one-of-ours' }, gives: 'request.cursor_invalid' },
    ],
    'cancelling-an-import': [
      { does: 'importBooks', headers, raw: good, gives: 202 },
      { does: 'cancelImport', params: first, headers: key, gives: 200 },
      { does: 'cancelImport', params: first, headers: key, gives: 200 },
      {
        does: 'cancelImport',
        params: { id: 'import_none' },
        headers: key,
        gives: 'request.idempotency_key_reused',
      },
      { does: 'cancelImport', params: first, gives: 'imports.import_over' },
      {
        does: 'cancelImport',
        params: first,
        headers: { 'Idempotency-Key': 'two words' },
        gives: 'request.validation_failed',
      },
    ],
    'importing-too-much-at-once': [
      ...Array.from({ length: 20 }, (): Said => ({ does: 'importBooks', headers, raw: good, gives: 202 })),
      { does: 'importBooks', headers, raw: good, gives: 'imports.too_many_waiting' },
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
