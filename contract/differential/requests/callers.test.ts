import { expect } from 'chai';
import { Random } from '../content/random.js';
import type { WireRequest } from '../sides/exchange.js';
import type { Operation } from '../sources/documents.js';
import { World } from '../sources/world.js';
import { Callers } from './callers.js';
import { Talk } from './talk.js';

const operationOf = (id: string, path: string, audience = 'patron') =>
  ({ id, path, method: 'POST', audience, parameters: [] }) as unknown as Operation;
const change = operationOf('changePassword', '/v2/me/password-changes');
const setUp = operationOf('setUpSecondFactor', '/v2/me/second-factor', 'librarian');
const operations = [
  operationOf('issueTokens', '/v2/tokens', 'anonymous'),
  operationOf('registerPatron', '/v2/patrons', 'anonymous'),
  operationOf('createApiKey', '/v2/api-keys', 'librarian'),
  change,
];

describe('Callers', () => {
  let sent: string[];
  let callers: Callers;
  beforeEach(() => {
    sent = [];
    const line = {
      send: ({ target, body = '' }: WireRequest) => {
        sent.push(`${target} ${body}`);
        return Promise.resolve({ status: 201, headers: {}, text: '{"accessToken":"a token"}' });
      },
    };
    const random = new Random(1);
    const talk = new Talk(line, 0, random, () => Promise.resolve());
    callers = new Callers(talk, operations, random, new World(operations));
  });

  it('are readers for requests about the own account, and new ones come when the others have left', async () => {
    for (let count = 0; count < 60; count++) {
      const reader = await callers.owner(change);
      expect(reader.token).to.equal('a token');
      callers.lose(reader);
    }
    expect(sent.filter((text) => text.startsWith('/v2/patrons'))).to.have.length.above(30);
  });

  it('are clerks for what only staff may do with the own account', async () => {
    expect((await callers.owner(setUp)).email).to.match(/^evening[.]clerk/);
  });
});
