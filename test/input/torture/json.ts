import { requests, type BadRequest, type Row } from './bad-request.js';

/** A fault that both versions refuse: each row goes to `POST /v1/books` and `POST /v2/books`, by a librarian. */
type Text = readonly [what: string, body: string | Buffer];

const many = (name: (at: number) => string) =>
  `{${Array.from({ length: 3_000 }, (_, at) => `${name(at)}:1`).join(',')}}`;
const nested = (open: string, close: string, times: number) =>
  `{"title":"x","subjects":${open.repeat(times)}1${close.repeat(times)}}`;

const texts: readonly Text[] = [
  ['an empty object', '{}'],
  ['an object without its end', '{'],
  ['a string without its end', '{"title":"x'],
  ['an additional comma', '{"title":"x",}'],
  ['a missing comma', '{"title":"x" "copies":1}'],
  ['no value', '{"title":}'],
  ['single quotes', "{'title':'x'}"],
  ['no quotes', '{title:"x"}'],
  ['a comment', '{"title":"x"/* hello */}'],
  ['a comment to the end of the line', '{"title":"x"}//'],
  ['NaN', '{"title":"x","year":NaN}'],
  ['Infinity', '{"title":"x","year":Infinity}'],
  ['a number in hexadecimal', '{"title":"x","year":0x7C0}'],
  ['a number with a leading zero', '{"title":"x","year":01984}'],
  ['a number with a leading plus', '{"title":"x","year":+1984}'],
  ['a number that ends in its point', '{"title":"x","year":1984.}'],
  ['True, as in Python', '{"title":True}'],
  ['undefined', '{"title":undefined}'],
  ['a line break in a string', '{"title":"x\ny"}'],
  ['a NUL in a string', '{"title":"x\u0000y"}'],
  ['an unknown escape', '{"title":"\\x41"}'],
  ['half an escape', '{"title":"\\u00"}'],
  ['two documents', '{"title":"x"}{"title":"y"}'],
  ['a document and a word', '{"title":"x"} please'],
  ['a document that begins with a word', ')]}\',\n{"title":"x"}'],
  ['XML', '<book><title>x</title></book>'],
  ['YAML', 'title: x\ncopies: 1\n'],
  ['a form', 'title=x&copies=1'],
  ['a byte order mark of UTF-16', Buffer.from('\ufeff{"title":"x"}', 'utf16le')],
  ['UTF-16', Buffer.from('{"title":"x"}', 'utf16le')],
  ['Latin-1', Buffer.from('{"title":"caf\u00e9"}', 'latin1')],
  ['a slash in two bytes', Buffer.from('{"title":"\u00c0\u00af"}', 'latin1')],
  ['half a surrogate pair in three bytes', Buffer.from('{"title":"\u00ed\u00a0\u0080"}', 'latin1')],
  ['truncated UTF-8', Buffer.from('{"title":"\u00e2\u0082', 'latin1')],
  ['a no-break space before the document', '\u00a0{"title":"x"}'],
  ['a list', '[{"title":"x"}]'],
  ['a text', '"title"'],
  ['a number', '42'],
  ['null', 'null'],
  ['true', 'true'],
  ['nothing but white space', ' \n\t '],
  ['__proto__', '{"title":"x","__proto__":{"role":"admin","polluted":true}}'],
  ['constructor.prototype', '{"title":"x","constructor":{"prototype":{"polluted":true}}}'],
  ['a toString of its own', '{"title":{"toString":"x"}}'],
  ['a toJSON of its own', '{"title":"x","toJSON":"y"}'],
  ['hasOwnProperty', '{"title":"x","hasOwnProperty":1}'],
  ['a field without a name', '{"title":"x","":1}'],
  ['a field of a thousand letters', `{"title":"x","${'f'.repeat(1_000)}":1}`],
  ['a field that ends in a space', '{"title ":"x"}'],
  ['a field in capitals', '{"TITLE":"x"}'],
  ['three thousand fields', many((at) => `"f${at}"`)],
  ['three thousand numbers as names', many((at) => `"${at}"`)],
  ['deeply nested lists', nested('[', ']', 20_000)],
  ['deeply nested objects', nested('{"a":', '}', 10_000)],
  ['21 nested lists', nested('[', ']', 21)],
];

const rows = texts.flatMap(([what, body]): Row[] => [
  [what, 400, 'POST /v1/books', { as: 'librarian', body }],
  [what, 400, 'POST /v2/books', { as: 'librarian', body }],
]);

/** Bodies that are not JSON, or not the expected JSON. */
export const json: readonly BadRequest[] = requests(rows);
