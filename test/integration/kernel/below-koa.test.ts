import { connect } from 'node:net';
import { expect } from 'chai';
import { cutOff } from '../../support/cut-off.js';
import {
  headersTooLarge,
  malformedJson,
  malformedRequest,
} from '../../../src/interface/kernel/errors/refusals.js';
import { refusal, type Said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const malformed = refusal(400, malformedRequest);
const oversized = refusal(431, headersTooLarge);

interface Conversation extends Said {
  readonly headers: Headers;
}

describe('A request on the wire', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  /** Sends raw bytes, and returns the answer once the service has closed the connection. */
  const talk = async (text: string, thenHangUp = false): Promise<Conversation> => {
    const socket = connect({
      port: Number(new URL(running.url).port),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy(new Error('no end within 5 s')));
    if (thenHangUp) socket.end(text);
    else socket.write(text);
    let answer = '';
    for await (const part of socket) answer += part;
    socket.end();
    return parsed(answer);
  };
  const lines = (...each: string[]) => `${each.join('\r\n')}\r\n\r\n`;
  const said = ({ status, body }: Conversation): Said => ({ status, body });

  const nonsense: readonly [what: string, text: string][] = [
    ['no HTTP at all', lines('FOO BAR')],
    ['TLS on a plain port', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
    ['a version that does not exist', lines('GET / HTTP/9.9', 'Host: x')],
    ['a method that does not exist', lines('GRAB / HTTP/1.1', 'Host: x')],
    ['a header without a colon', lines('GET / HTTP/1.1', 'Host: x', 'no colon here')],
    ['a space before the colon', lines('GET / HTTP/1.1', 'Host : x')],
    ['a bare carriage return in a header', lines('GET / HTTP/1.1', 'Host: x', 'A: b\rc')],
    ['a NUL in a header', lines('GET / HTTP/1.1', 'Host: x', 'A: b\u0000c')],
    ['a NUL in the path', lines('GET /v1/books\u0000 HTTP/1.1', 'Host: x')],
    ['bare letters beyond ASCII in the path', lines('GET /v1/b\u00fccher HTTP/1.1', 'Host: x')],
    ['a length that is no number', lines('POST /v1/users/login HTTP/1.1', 'Host: x', 'Content-Length: ten')],
    [
      'two lengths',
      lines('POST /v1/users/login HTTP/1.1', 'Host: x', 'Content-Length: 2', 'Content-Length: 3'),
    ],
    [
      'a length and a transfer coding together (request smuggling)',
      `${lines('POST /v1/users/login HTTP/1.1', 'Host: x', 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    ],
    [
      'a chunk whose size is no number',
      `${lines('POST /v1/users/login HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked')}ZZZ\r\n`,
    ],
  ];
  for (const [what, text] of nonsense) {
    it(`is answered as JSON with 400 when it is ${what}`, async () => {
      const answer = await talk(text);
      expect(said(answer)).to.deep.equal(malformed);
      expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
      expect(answer.headers.get('x-request-id')).to.match(/^[\da-f-]{36}$/);
      expect(answer.headers.get('connection')).to.equal('close');
    });
  }

  it('is answered with 400 when it names no host, which HTTP/1.1 requires', async () => {
    const answer = await talk(lines('GET /v1/books HTTP/1.1', 'Connection: close'));
    expect(said(answer)).to.deep.equal(malformed);
    expect(answer.headers.get('x-request-id')).to.match(/^[\da-f-]{36}$/);
    expect(answer.headers.get('api-version')).to.equal('1.0');
  });

  it('may name no host in HTTP/1.0, as health checks do', async () => {
    expect(said(await talk(lines('GET /health/live HTTP/1.0')))).to.deep.equal({
      status: 200,
      body: { status: 'ok' },
    });
  });

  it('may name the host in its first line', async () => {
    const answer = await talk(
      lines('GET http://evil.example/v1/books HTTP/1.1', 'Host: x', 'Connection: close'),
    );
    expect(said(answer)).to.deep.equal({ status: 200, body: [] });
    expect(answer.headers.get('link')).to.not.include('evil');
  });

  it('may have an unknown Expect header', async () => {
    const text = lines('GET /health/live HTTP/1.1', 'Host: x', 'Expect: miracles', 'Connection: close');
    expect(said(await talk(text))).to.deep.equal({ status: 200, body: { status: 'ok' } });
  });

  it('is answered with 431 when its address is longer than 16 kB', async () => {
    expect(
      said(await talk(lines(`GET /v1/books?title=${'x'.repeat(17_000)} HTTP/1.1`, 'Host: x'))),
    ).to.deep.equal(oversized);
  });

  it('is answered with 431 when its headers are longer than 16 kB', async () => {
    const one = await talk(lines('GET /v1/books HTTP/1.1', 'Host: x', `Cookie: ${'x'.repeat(17_000)}`));
    expect(said(one)).to.deep.equal(oversized);
    const many = Array.from({ length: 1_700 }, (_, at) => `X-${at}: 12345`);
    expect(said(await talk(lines('GET /v1/books HTTP/1.1', 'Host: x', ...many)))).to.deep.equal(oversized);
  });

  it('is answered with 400 when it ends in the middle of its headers', async () => {
    expect(said(await talk('GET /v1/books HTTP/1.1\r\nHost: x\r\nAcc', true))).to.deep.equal(malformed);
  });

  it('is answered with 400 when it ends in the middle of its body', async () => {
    const head = lines('POST /v1/users/login HTTP/1.1', 'Host: x', 'Content-Length: 100');
    const answer = await talk(`${head}{"email":`, true);
    expect(said(answer)).to.deep.be.oneOf([malformed, refusal(400, malformedJson)]);
  });

  it('may be cut off at any place, and the next request is answered normally', async () => {
    const body = JSON.stringify({ email: 'nobody@people.example', password: 'whatever' });
    const text = `${lines('POST /v1/users/login HTTP/1.1', 'Host: x', `Content-Length: ${body.length}`)}${body}`;
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => cutOff(running.url, text.slice(0, (text.length * at) / 20))),
    );
    const answer = await running.api.get('/v1/books');
    expect({ status: answer.status, body: answer.body as unknown }).to.deep.equal({ status: 200, body: [] });
  });

  it('may follow others on one connection: each is answered, in order', async () => {
    const get = (path: string, ...more: string[]) => lines(`GET ${path} HTTP/1.1`, 'Host: x', ...more);
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1').setEncoding('utf8');
    socket.write(get('/health/live') + get('/v1/nothing') + get('/version', 'Connection: close'));
    let answers = '';
    for await (const part of socket) answers += part;
    const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).to.deep.equal(['200', '404', '200']);
    expect(answers).to.match(/"status":"ok"[^]*"request.not_found"[^]*"name":"shelflife"/);
  });
});

function parsed(answer: string): Conversation {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [first = '', ...rest] = head.split('\r\n');
  const headers = new Headers(rest.map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]));
  return { status: Number(first.split(' ')[1]), headers, body: JSON.parse(body) as unknown };
}
