import { connect } from 'node:net';
import { expect } from 'chai';
import { startService, type RunningService } from '../../support/service.js';
import { readAnswer, talk } from '../../support/wire.js';

const lines = (...each: string[]) => `${each.join('\r\n')}\r\n\r\n`;
const body = JSON.stringify({ email: 'nobody@people.example', password: 'a quiet evening' });
const statusesIn = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

describe('On the wire', () => {
  let running: RunningService;
  before(async () => (running = await startService({ content: 'migrated' })));
  after(() => running.stop());

  const say = (text: string) => talk(running.url, Buffer.from(text));

  it('a chunked HTTP/1.0 request is refused and its connection closed: what follows gets no answer', async () => {
    const chunked = lines(
      'POST /v1/users/login HTTP/1.0',
      'Host: x',
      'Connection: keep-alive',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    );
    const second = lines('GET /health/live HTTP/1.0', 'Host: x');
    const text = await say(`${chunked}0\r\n\r\n${second}`);
    expect(statusesIn(text)).to.deep.equal([400]);
    expect(readAnswer(text).headers.get('connection')).to.equal('close');
    expect(text).to.include('request.malformed');
  });

  for (const target of ['/v1/books#top', '/v2/books?limit=1#', '/#']) {
    it(`a fragment in ${target} is refused`, async () => {
      const text = await say(lines(`GET ${target} HTTP/1.1`, 'Host: x', 'Connection: close'));
      expect(statusesIn(text)).to.deep.equal([400]);
      expect(text).to.include('request.malformed');
    });
  }

  it('an escaped # is a character like any other', async () => {
    const text = await say(lines('GET /v1/books?title=C%23 HTTP/1.1', 'Host: x', 'Connection: close'));
    expect(statusesIn(text)).to.deep.equal([200]);
  });

  describe('a client that waits for 100 Continue', () => {
    const expecting = (path: string, ...more: string[]) =>
      lines(`POST ${path} HTTP/1.1`, 'Host: x', 'Expect: 100-continue', ...more);
    const json = ['Content-Type: application/json', `Content-Length: ${body.length}`];

    const refused: readonly (readonly [string, number, string])[] = [
      [
        'a body that is too large',
        413,
        expecting('/v1/users/login', json[0] ?? '', 'Content-Length: 200000'),
      ],
      [
        'a media type that is not read',
        415,
        expecting('/v1/users/login', 'Content-Type: text/plain', json[1] ?? ''),
      ],
      ['no token', 401, expecting('/v1/books', ...json)],
      ['a path that does not exist', 404, expecting('/v1/nothing', ...json)],
      ['a method that does not exist there', 405, expecting('/v1/users/me', ...json)],
    ];
    for (const [what, status, text] of refused) {
      it(`gets the refusal at once for ${what}, and the connection ends`, async () => {
        expect(statusesIn(await say(text))).to.deep.equal([status]);
      });
    }

    it('gets it before the body is read, and then the answer', async () => {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1').setEncoding('utf8');
      socket.write(expecting('/v1/users/login', ...json, 'Connection: close'));
      let text = '';
      for await (const part of socket) {
        if (text === '') {
          expect(String(part)).to.match(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
          socket.write(body);
        }
        text += String(part);
      }
      expect(statusesIn(text)).to.deep.equal([100, 401]);
    });
  });
});
