import { bytes, requests, type BadRequest } from './bad-request.js';

const lines = (...each: string[]) => `${each.join('\r\n')}\r\n\r\n`;
const post = (...headers: string[]) => lines('POST /v1/users/login HTTP/1.1', 'Host: x', ...headers);
const chunked = (body: string) => post('Transfer-Encoding: chunked') + body;

const noRequest = bytes([
  ['the hello of TLS', 400, '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
  ['the hello of SSH', 400, 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['the hello of SMTP', 400, 'EHLO library.example\r\n\r\n'],
  ['the preface of HTTP/2', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a command for Redis', 400, '*1\r\n$4\r\nPING\r\n'],
  ['a start-up message for PostgreSQL', 400, '\u0000\u0000\u0000\u0008\u0004\u00d2\u0016/'],
  ['a handshake of SOCKS', 400, '\u0005\u0001\u0000\u0000'],
  ['a thousand NULs', 400, '\u0000'.repeat(1_000)],
  ['random high bytes', 400, '\u00ff\u00fe\u00fd\u00fc\r\n\r\n'],
  ['HTTP/0.9', 400, 'GET /books\r\n\r\n'],
  ['HTTP/3.0 in its first line', 400, lines('GET / HTTP/3.0', 'Host: x')],
  ['HTTP/1.10', 400, lines('GET / HTTP/1.10', 'Host: x')],
  ['a version without its number', 400, lines('GET / HTTP/', 'Host: x')],
  ['the word http in small letters', 400, lines('GET / http/1.1', 'Host: x')],
  ['RTSP instead of HTTP', 405, lines('DESCRIBE / RTSP/1.0', 'Host: x')],
  ['an unknown method', 400, lines('GRAB /v1/books HTTP/1.1', 'Host: x')],
  ['a method in small letters', 400, lines('get /v1/books HTTP/1.1', 'Host: x')],
  ['a method of 10,000 letters', 400, lines(`${'G'.repeat(10_000)} / HTTP/1.1`, 'Host: x')],
  ['no method', 400, lines(' /v1/books HTTP/1.1', 'Host: x')],
  ['no target', 400, lines('GET HTTP/1.1', 'Host: x')],
  ['a target without a slash', 400, lines('GET v1/books HTTP/1.1', 'Host: x')],
  ['a space in the target', 400, lines('GET /v1/books?title=a b HTTP/1.1', 'Host: x')],
  ['a tab in the target', 400, lines('GET /v1/books\t HTTP/1.1', 'Host: x')],
  ['a NUL in the target', 400, lines('GET /v1/books\u0000 HTTP/1.1', 'Host: x')],
  ['raw UTF-8 in the target', 400, lines('GET /v1/b\u00c3\u00bccher HTTP/1.1', 'Host: x')],
  ['a target for a tunnel', 400, lines('CONNECT library.example:443 HTTP/1.1', 'Host: x')],
]);

const brokenHeaders = bytes([
  ['a header without a colon', 400, lines('GET / HTTP/1.1', 'Host: x', 'no colon here')],
  ['a header without a name', 400, lines('GET / HTTP/1.1', 'Host: x', ': value')],
  ['a space before the colon', 400, lines('GET / HTTP/1.1', 'Host: x', 'Accept : */*')],
  ['a space in the name of a header', 400, lines('GET / HTTP/1.1', 'Host: x', 'Ac cept: */*')],
  ['a bracket in the name of a header', 400, lines('GET / HTTP/1.1', 'Host: x', 'X(1): y')],
  ['a folded header', 400, lines('GET / HTTP/1.1', 'Host: x', 'X-A: b', ' folded')],
  ['a header that begins with a space', 400, lines('GET / HTTP/1.1', ' Host: x')],
  ['a bare carriage return in a header', 400, lines('GET / HTTP/1.1', 'Host: x', 'A: b\rc')],
  ['a NUL in a header', 400, lines('GET / HTTP/1.1', 'Host: x', 'A: b\u0000c')],
  ['an escape character in a header', 400, lines('GET / HTTP/1.1', 'Host: x', 'A: b\u001b[31mc')],
]);

/** Requests that one server reads as one and another as two (request smuggling; RFC 9112, 11.2). */
const smuggled = bytes([
  [
    'a length and a transfer coding',
    400,
    `${post('Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  ],
  [
    'a transfer coding and a length',
    400,
    `${post('Transfer-Encoding: chunked', 'Content-Length: 4')}0\r\n\r\n`,
  ],
  ['two lengths', 400, `${post('Content-Length: 2', 'Content-Length: 3')}{}`],
  ['the same length twice', 400, `${post('Content-Length: 2', 'Content-Length: 2')}{}`],
  ['two lengths in one header', 400, `${post('Content-Length: 2, 2')}{}`],
  ['a length with a plus', 400, `${post('Content-Length: +2')}{}`],
  ['a negative length', 400, `${post('Content-Length: -2')}{}`],
  ['a length in hexadecimal', 400, `${post('Content-Length: 0x2')}{}`],
  ['a length with a fraction', 400, `${post('Content-Length: 2.0')}{}`],
  ['a length that is a word', 400, `${post('Content-Length: two')}{}`],
  ['an empty length', 400, `${post('Content-Length:')}{}`],
  ['a length with a space in it', 400, `${post('Content-Length: 1 0')}{}`],
  ['a length beyond the range of numbers', 400, `${post(`Content-Length: ${'9'.repeat(30)}`)}{}`],
  ['a folded transfer coding', 400, `${post('Transfer-Encoding:', ' chunked')}0\r\n\r\n`],
  ['an unknown transfer coding', 400, `${post('Transfer-Encoding: xchunked')}0\r\n\r\n`],
  ['a transfer coding after chunked', 400, `${post('Transfer-Encoding: chunked, identity')}0\r\n\r\n`],
  ['the transfer coding identity', 400, `${post('Transfer-Encoding: identity')}{}`],
  ['a transfer coding in quotes', 400, `${post('Transfer-Encoding: "chunked"')}0\r\n\r\n`],
  ['a transfer coding with a space before its colon', 400, `${post('Transfer-Encoding : chunked')}0\r\n\r\n`],
  ['a vertical tab before chunked', 400, `${post('Transfer-Encoding: \u000bchunked')}0\r\n\r\n`],
  ['a chunk whose size is a word', 400, chunked('size\r\n{}\r\n0\r\n\r\n')],
  ['a chunk whose size is negative', 400, chunked('-2\r\n{}\r\n0\r\n\r\n')],
  ['a chunk whose size begins with 0x', 400, chunked('0x2\r\n{}\r\n0\r\n\r\n')],
  ['a chunk whose size overflows', 400, chunked('10000000000000002\r\n{}\r\n0\r\n\r\n')],
  ['a chunk longer than its size', 400, chunked('1\r\n{}\r\n0\r\n\r\n')],
  ['a chunk that ends in a bare line feed', 400, chunked('2\r\n{}\n0\r\n\r\n')],
  ['a chunk whose size ends in a bare line feed', 400, chunked('2\n{}\r\n0\r\n\r\n')],
  ['a chunk with an extension across lines', 400, chunked('2;a\nb\r\n{}\r\n0\r\n\r\n')],
  ['lines that end in bare line feeds', 400, 'GET /v1/books HTTP/1.1\nHost: x\n\n'],
  [
    'headers that end in a bare carriage return',
    400,
    'GET /v1/books HTTP/1.1\r\nHost: x\r\rGET /v1/me HTTP/1.1\r\n\r\n',
  ],
]);

const readable = requests([
  ['two hosts', 400, 'GET /v1/books', { headers: ['Host: x', 'Host: y'] }],
  ['the same host twice', 400, 'GET /v2/books', { headers: ['Host: x', 'Host: x'] }],
  ['an empty host', 400, 'GET /v1/books', { headers: ['Host:'] }],
  ['a host with a space', 400, 'GET /v2/books', { headers: ['Host: a b'] }],
  ['a host with a path', 400, 'GET /v1/books', { headers: ['Host: library.example/admin'] }],
  [
    'a host with a name and a password',
    400,
    'GET /v1/books',
    { headers: ['Host: user:password@library.example'] },
  ],
  ['the method TRACE', 405, 'TRACE /v1/books'],
  ['the method PROPFIND', 405, 'PROPFIND /v2/books'],
  ['the method QUERY', 405, 'QUERY /v2/search?q=x'],
  [
    'another method by a header',
    405,
    'POST /v1/books/1',
    { as: 'admin', headers: ['X-HTTP-Method-Override: DELETE'] },
  ],
  [
    'another path by a header',
    404,
    'GET /v1/none',
    { headers: ['X-Original-URL: /v1/books', 'X-Rewrite-URL: /v1/books'] },
  ],
  ['an asterisk instead of a path', 404, 'GET *'],
  ['a path traversal', 404, 'GET /v1/../../../../etc/passwd'],
  ['a path traversal out of a folder of files', 404, 'GET /docs/assets/..%2f..%2f..%2fpackage.json'],
  ['a path traversal in double escapes', 404, 'GET /v1/%252e%252e/%252e%252e/etc/passwd'],
  ['a path with backslashes', 404, 'GET /v1\\books'],
  ['a path with a NUL', 404, 'GET /v1/books%00.json'],
  ['a path that cannot be decoded', 404, 'GET /v1/books%'],
  ['a path with a semicolon', 404, 'GET /v2/books;id=1'],
  ['a path in capitals', 404, 'GET /V2/BOOKS'],
  ['a path with two slashes', 404, 'GET //v2/books'],
  ['a file of the project', 404, 'GET /package.json'],
  ['a file that begins with a dot', 404, 'GET /.git/config'],
  ['an unknown major', 404, 'GET /v3/books'],
]);

/** Requests that are unreadable or ambiguous. */
export const protocol: readonly BadRequest[] = [...noRequest, ...brokenHeaders, ...smuggled, ...readable];
