import 'reflect-metadata';
import { expect } from 'chai';
import { stubOf } from '../../../../test/support/stub-of.js';
import { ownerAlone, type Owners } from '../consumers/consumers.js';
import type { DeveloperQueries, KnownClient } from './developer-queries.js';
import { OwnClients } from './own-clients.js';

const client = (id: number, some: Partial<KnownClient>): KnownClient => ({
  id,
  kind: 'key',
  keyId: null,
  program: null,
  name: null,
  ...ownerAlone,
  ...some,
});

describe('The clients of an account', () => {
  const listed = async (known: readonly KnownClient[], keys: readonly { id: number; name: string }[]) => {
    const queries = stubOf<DeveloperQueries>('clients');
    const owners = stubOf<Owners>('keysOf');
    queries.clients.withArgs(3).resolves(known);
    owners.keysOf.withArgs(3).resolves(keys);
    return new OwnClients(queries, owners).of(3);
  };

  it('are keys, then programs, then the account, by the names that their owner gave to them', async () => {
    const known = [
      client(1, { kind: 'account' }),
      client(2, { keyId: 7 }),
      client(3, { kind: 'program', program: 'reader', name: 'A reader' }),
    ];
    const clients = await listed(known, [{ id: 7, name: 'a terminal' }]);
    expect(clients.map(({ id, kind, name }) => [id, kind, name])).to.deep.equal([
      [2, 'key', 'a terminal'],
      [3, 'program', 'A reader'],
      [1, 'account', null],
    ]);
  });

  it('have keys without a call, too', async () => {
    expect(await listed([], [{ id: 7, name: 'a terminal' }])).to.deep.equal([
      {
        ...ownerAlone,
        id: undefined,
        kind: 'key',
        keyId: 7,
        program: null,
        name: 'a terminal',
        isRevoked: false,
      },
    ]);
  });

  it('keep a revoked key, whose name is gone', async () => {
    const [key] = await listed([client(2, { keyId: 7 })], []);
    expect(key).to.include({ keyId: 7, name: null, isRevoked: true });
  });
});
