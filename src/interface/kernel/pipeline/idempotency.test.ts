import { expect } from 'chai';
import type { Idempotency } from '../../../application/kernel/storage/idempotency.js';
import type { Exchange } from './exchange.js';
import type { UploadedFile } from '../declaration/form.js';
import type { RawInput } from '../declaration/route.js';
import { answerIdempotently } from './idempotency.js';

const path = {};
const query = {};
const cover: UploadedFile = {
  path: '/tmp/a',
  size: 1,
  name: 'emma.png',
  mediaType: 'image/png',
  sha256: 'b5bb9d80',
};

function withCover(changes: Partial<UploadedFile>): RawInput {
  return {
    path,
    query,
    body: undefined,
    form: { title: 'Emma' },
    files: { cover: [{ ...cover, ...changes }] },
  };
}

/** The fingerprint under which a request is stored. */
async function fingerprintOf(raw: RawInput): Promise<string> {
  const seen: string[] = [];
  const idempotency: Idempotency = {
    once: async ({ fingerprint }, work) => {
      seen.push(fingerprint);
      return { answer: (await work()).answer, replayed: false };
    },
  };
  const ctx = {
    method: 'POST',
    path: '/v2/covers',
    querystring: '',
    headers: { 'idempotency-key': 'k' },
    get: () => 'k',
    state: { requestId: 'r' },
  };
  const exchange = {
    kernel: { idempotency },
    endpoint: { version: { major: 2, idempotency: true }, route: { operationId: 'addCover' } },
    ctx,
    caller: { role: 'anonymous' },
    minor: '2.0',
    raw,
  };
  const answer = async () => ({ status: 201, mediaType: 'application/json', headers: {}, body: '{}' });
  await answerIdempotently(exchange as unknown as Exchange, answer);
  return seen.join();
}

describe('The fingerprint of a request', () => {
  it('is the same as in an earlier release for JSON, so that a repetition is recognised across a deployment', async () => {
    const told = await fingerprintOf({ path, query, body: { name: 'Saw' } });
    expect(told).to.equal('K31BA11v0Njmu6-DkRQzi7JPjRQei_4D4FIjoBRXgcQ');
  });

  it('is the same for a file with the same content, at any path', async () => {
    expect(await fingerprintOf(withCover({ path: '/tmp/b' }))).to.equal(await fingerprintOf(withCover({})));
  });

  for (const changes of [{ sha256: '7d865e95' }, { name: 'persuasion.png' }, { mediaType: 'image/jpeg' }]) {
    it(`differs for a file with another ${Object.keys(changes).join()}`, async () => {
      expect(await fingerprintOf(withCover(changes))).to.not.equal(await fingerprintOf(withCover({})));
    });
  }

  it('differs for another field of the form', async () => {
    const other = { ...withCover({}), form: { title: 'Persuasion' } };
    expect(await fingerprintOf(other)).to.not.equal(await fingerprintOf(withCover({})));
  });
});
