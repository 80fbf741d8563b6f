import { expect } from 'chai';
import { Random } from '../content/random.js';
import type { WireAnswer, WireRequest } from '../sides/exchange.js';
import type { Operation } from '../sources/documents.js';
import { World } from '../sources/world.js';
import type { Callers } from './callers.js';
import { chaseOf } from './chase.js';
import { Talk } from './talk.js';

const operation = {
  id: 'getBook',
  method: 'GET',
  path: '/v2/books/{id}',
  parameters: [{ name: 'id', in: 'path', required: true, schema: { examples: ['book_aaaaaaaa'] } }],
  media: [],
  major: 'v2',
  minor: '2.0',
  body: {},
  document: {},
} as unknown as Operation;

const somebody = { role: 'admin', token: 'the admin' };
const callers = {
  operations: [operation],
  refresh: () => Promise.resolve(),
  fitting: () => somebody,
  any: () => somebody,
} as unknown as Callers;

const has = (request: WireRequest, name: string, value: string) =>
  request.headers.some(([each, what]) => each === name && what === value);

/** Chases one status in a service that answers like this. Returns the statuses of all answers. */
async function chased(status: number, answerTo: (request: WireRequest) => number): Promise<number[]> {
  const statuses: number[] = [];
  const send = (request: WireRequest): Promise<WireAnswer> =>
    Promise.resolve({ status: answerTo(request), headers: {}, text: '' });
  const random = new Random(1);
  const talk = new Talk({ send }, 0, random, ({ answer }) => {
    statuses.push(answer.status);
    return Promise.resolve();
  });
  const world = new World([operation]);
  const json = { 'content-type': 'application/json' };
  world.learn(operation, '', { status: 200, headers: json, text: '{"id":"book_zAg8DBn0"}' });
  const gaps = () => (statuses.includes(status) ? [] : [{ operation, status }]);
  await chaseOf(gaps)({ talk, world, random, callers }, () => false);
  return statuses;
}

describe('The chase of documented statuses', () => {
  it('asks in the way that leads to a status, and not again after it was met', async () => {
    const statuses = await chased(406, (request) => (has(request, 'Accept', 'image/png') ? 406 : 200));
    expect(statuses).to.deep.equal([406]);
  });

  it('finds an unknown id of the same form', async () => {
    const statuses = await chased(404, ({ target }) => (target === '/v2/books/book_00000000' ? 404 : 200));
    expect(statuses).to.deep.equal([404]);
  });

  it('gives up what nothing leads to', async () => {
    const statuses = await chased(409, () => 200);
    expect(statuses.length).to.be.within(8, 20);
  });
});
