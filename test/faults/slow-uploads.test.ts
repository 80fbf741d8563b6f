import { expect } from 'chai';
import { request } from 'node:http';
import { startLibrary, type Library } from '../support/library.js';

const boundary = 'x-slow-x';
const file = `Title\n${'Emma\n'.repeat(20_000)}`;
const head =
  `--${boundary}\r\nContent-Disposition: form-data; name="columns"\r\n\r\ntitle=Title\r\n` +
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="books.csv"\r\nContent-Type: text/csv\r\n\r\n`;
const body = `${head}${file}\r\n--${boundary}--\r\n`;

describe('A client that uploads a file slowly', function () {
  this.timeout(60_000);
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  /** Sends the pieces of a body, one each second. Returns the status, or the code of the error, and the seconds. */
  function upload(pieces: readonly string[]): Promise<{ outcome: number | string; seconds: number }> {
    return new Promise((resolve) => {
      const begun = performance.now();
      const end = (outcome: number | string) => {
        clearInterval(sending);
        resolve({ outcome, seconds: (performance.now() - begun) / 1_000 });
      };
      const headers = {
        Authorization: `Bearer ${library.librarian.token}`,
        'API-Version': '2.4',
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': body.length,
      };
      const req = request(`${library.url}/v2/imports`, { method: 'POST', headers, agent: false });
      req.on('response', (response) => end(response.resume().statusCode ?? 0));
      req.on('error', ({ code = '' }: NodeJS.ErrnoException) => end(code));
      const left = [...pieces];
      const send = () => {
        const piece = left.shift();
        if (piece !== undefined) req.write(piece);
      };
      send();
      const sending = setInterval(send, 1_000);
    });
  }

  const inPieces = (bytes: number) =>
    Array.from({ length: Math.ceil(body.length / bytes) }, (_, at) =>
      body.slice(at * bytes, (at + 1) * bytes),
    );

  it('is answered after 14 s while bytes flow, and ended when they stop or only drip', async () => {
    const [flowing, stalled, dripping] = await Promise.all([
      upload(inPieces(Math.ceil(body.length / 15))),
      upload([body.slice(0, 50_000)]),
      upload([head, ...Array.from({ length: 50 }, () => 'E')]),
    ]);
    expect(flowing.outcome).to.equal(202);
    expect(flowing.seconds).to.be.within(13, 30);
    for (const { outcome, seconds } of [stalled, dripping]) {
      expect(outcome).to.be.oneOf([408, 'ECONNRESET', 'EPIPE']);
      expect(seconds).to.be.within(9, 25);
    }
  });
});
