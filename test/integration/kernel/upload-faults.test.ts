import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { unavailable } from '../../../src/application/kernel/process/unavailable.js';
import { coverBytes } from '../../support/fixture-api/covers.js';
import {
  boundary,
  coverPart,
  expectRefusal,
  formType,
  raw,
  titlePart,
  UploadApi,
  whole,
} from '../../support/forms.js';
import { tinyDisk } from '../../support/tiny-disk.js';
import { until } from '../../support/until.js';

describe('A multipart form that ends with a fault', () => {
  const api = new UploadApi();

  before(() => api.start());
  after(() => api.stop());
  afterEach('leaves nothing behind', async () => {
    await api.isEmpty();
    expect(api.failures).to.deep.equal([]);
    for (const file of api.seen) expect(await stat(file).catch(() => 'gone'), file).to.equal('gone');
  });

  /** Sends a form and then another request over the same connection. Returns both statuses, and whether it worked. */
  async function sendTwo(body: string) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { 'Content-Type': formType };
    const first = request(`${api.url}/v1/covers`, { method: 'POST', agent, headers }).end(body);
    const [answer] = (await once(first, 'response')) as [IncomingMessage];
    await text(answer);
    const second = request(`${api.url}/v1/openapi.json`, { agent }).end();
    const [later] = (await once(second, 'response')) as [IncomingMessage];
    await text(later);
    agent.destroy();
    return [answer.statusCode, later.statusCode, second.reusedSocket];
  }

  it('is read to its end when it is refused, so that its connection serves the next request', async () => {
    // The fault comes early, while formidable pauses the request for the previous file.
    const head = `${coverPart.head}\r\nContent-Transfer-Encoding: x-strange`;
    const broken = { head, body: 'P'.repeat(coverBytes + 90_000) };
    expect(await sendTwo(raw([titlePart, coverPart, broken]))).to.deep.equal([400, 200, true]);
  });

  it('is refused with 413 by its length, before the body arrives', async () => {
    const sending = api.begin(50_000_000, '');
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    sending.destroy();
    expect(answer.statusCode).to.equal(413);
  });

  it('leaves nothing behind when the client disconnects in the middle', async () => {
    const sending = api.begin(whole.length + 10_000, whole.slice(0, -20));
    await until(async () => (await readdir(api.folder, { recursive: true })).length === 2);
    sending.destroy();
    await api.isEmpty();
  });

  for (const bytes of [5_000, coverBytes]) {
    it(`is answered with 503 when the disk is too full for a file of ${bytes} bytes, and its connection serves the next request`, async () => {
      const disk = (await tinyDisk(4_096)) ?? (await notAFolder());
      api.useFolder(disk.folder);
      try {
        const body = raw([titlePart, { ...coverPart, body: 'P'.repeat(bytes) }]);
        expect(await sendTwo(body)).to.deep.equal([503, 200, true]);
        expect(api.failures.splice(0), 'for the operators').to.have.lengthOf(1);
        if (disk.isReal) await until(async () => (await readdir(disk.folder)).length === 0);
      } finally {
        api.useFolder(api.folder);
        await disk.remove();
      }
    });
  }

  it('is answered with 503 when its folder is removed during the upload', async () => {
    const head = `--${boundary}\r\n${titlePart.head}`;
    const sending = api.begin(whole.length, head);
    await until(async () => (await api.files()).length === 1);
    for (const name of await api.files()) await rm(path.join(api.folder, name), { recursive: true });
    sending.end(whole.slice(head.length));
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    expectRefusal(
      { status: answer.statusCode ?? 0, body: JSON.parse(await text(answer)) as {} },
      503,
      unavailable,
    );
    expect(api.failures.splice(0).map(({ code }) => code)).to.deep.equal(['ENOENT']);
  });
});

/** For users who may not mount: a path at which no folder can be created. */
async function notAFolder(): Promise<{ folder: string; isReal: boolean; remove: () => Promise<void> }> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'shelflife-no-folder-')), 'file');
  await writeFile(file, '');
  return { folder: file, isReal: false, remove: () => rm(path.dirname(file), { recursive: true }) };
}
