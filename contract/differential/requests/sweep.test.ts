import { expect } from 'chai';
import { Random } from '../content/random.js';
import type { Callers } from './callers.js';
import type { Operation } from '../sources/documents.js';
import { shortSweepOf } from './sweep.js';
import { Talk, type Heard } from './talk.js';
import { World } from '../sources/world.js';

const operationAt = (path: string) =>
  ({
    id: path,
    method: 'GET',
    path,
    parameters: [],
    media: [],
    minor: '2.0',
    body: {},
    document: {},
  }) as unknown as Operation;
const operations = [operationAt('/v2/books'), operationAt('/v2/me')];

/** Only what a sweep asks callers for. */
const callers = {
  operations,
  patron: 'the patron',
  refresh: () => Promise.resolve(),
  fitting: () => ({ role: 'admin', token: 'the admin' }),
  owner: () => Promise.resolve({ email: '', password: '', token: 'a reader' }),
  weakTokens: () => [undefined, 'a key'],
} as unknown as Callers;

/** Who asked for what, in their order. */
async function asked(most: number): Promise<string[]> {
  const heard: Heard[] = [];
  const line = { send: () => Promise.resolve({ status: 403, headers: {}, text: '' }) };
  const random = new Random(1);
  const talk = new Talk(line, 0, random, (each) => Promise.resolve(void heard.push(each)));
  const scene = { talk, world: new World(operations), random, callers };
  await shortSweepOf(operations)(scene, () => heard.length >= most);
  return heard.map(({ request }) => {
    const names = request.headers.filter(([name]) => name === 'Authorization').map(([, value]) => value);
    return `${request.target} ${names.join()}`;
  });
}

describe('The short sweep', () => {
  it('asks for each operation without a token, with each weak one, and as the patron unless the account is its own', async () => {
    expect(await asked(100)).to.deep.equal([
      '/v2/books ',
      '/v2/books Bearer a key',
      '/v2/books Bearer the patron',
      '/v2/me ',
      '/v2/me Bearer a key',
    ]);
  });

  it('ends when there are enough requests', async () => {
    expect(await asked(2)).to.have.length(2);
  });
});
