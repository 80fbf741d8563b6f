import { expect } from 'chai';
import type { Idempotency, OnceOnly } from '../../../application/kernel/storage/idempotency.js';
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

/** How a request is stored. */
async function storedAs(raw: RawInput, ip = '192.0.2.1'): Promise<OnceOnly> {
  const seen: OnceOnly[] = [];
  const idempotency: Idempotency = {
    once: async (request, work) => {
      seen.push(request);
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
    ip,
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
  return seen[0] as OnceOnly;
}

const fingerprintOf = async (raw: RawInput) => (await storedAs(raw)).fingerprint;

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

describe('A key without a token', () => {
  const raw = { path, query, body: {} };
  const scopeOf = async (ip: string) => (await storedAs(raw, ip)).scope;

  it('belongs to the network and the operation of the client', async () => {
    expect(await scopeOf('192.0.2.1')).to.equal('anonymous 192.0.2.0/24 v2.addCover');
    expect(await scopeOf('2001:db8:1:2::9')).to.equal('anonymous 2001:db8:1:2::/64 v2.addCover');
  });

  it('belongs to the operation alone when the client has gone', async () => {
    expect(await scopeOf('')).to.equal('anonymous v2.addCover');
  });
});
