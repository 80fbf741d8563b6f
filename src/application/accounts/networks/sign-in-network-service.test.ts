import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { PatronQueries } from '../patron-queries.js';
import { FakeSecrets } from '../secrets.fake.js';
import { FakeKnownNetworks } from './known-networks.fake.js';
import { SignInNetworkService } from './sign-in-network-service.js';

const dayMs = 86_400_000;
const ann = { patronId: 7, role: 'patron', passwordHash: 'hash', disabled: false } as const;
const library = '203.0.113.0/24';
const home = '2001:db8:1:2::/64';

describe('The networks of sign-ins', () => {
  let now: Date;
  let work: FakeUnitOfWork;
  let networks: FakeKnownNetworks;
  let queries: SinonStubbedInstance<PatronQueries>;
  let service: SignInNetworkService;

  beforeEach(() => {
    now = new Date('2026-12-01T09:30:00Z');
    work = new FakeUnitOfWork();
    networks = new FakeKnownNetworks(work);
    queries = stubOf<PatronQueries>('credentials', 'credentialsOf');
    for (const email of ['ann@people.example', 'ANN@people.example']) {
      queries.credentials.withArgs(email).resolves(ann);
    }
    queries.credentialsOf.withArgs(7).resolves(ann);
    service = new SignInNetworkService(work, queries, networks, new FakeSecrets(), { now: () => now });
  });
  const laterBy = (days: number) => (now = new Date(now.getTime() + days * dayMs));
  const knows = async (account: string | number, network: string) =>
    (await service.find(account, network)).knowsNetwork;

  it('are known for 90 days after the last sign-in', async () => {
    await service.remember('ann@people.example', library);
    expect(await knows('ann@people.example', library)).to.equal(true);
    laterBy(89);
    expect(await knows('ann@people.example', library)).to.equal(true);
    laterBy(2);
    expect(await knows('ann@people.example', library)).to.equal(false);
  });

  it('are those of one account', async () => {
    await service.remember(7, library);
    expect([await knows(7, home), await knows(8, library)]).to.deep.equal([false, false]);
    expect(await knows('nobody@people.example', library)).to.equal(false);
  });

  it('are written once a day', async () => {
    await service.remember(7, library);
    laterBy(0.9);
    await service.remember(7, library);
    expect(work.commits).to.equal(1);
    laterBy(0.2);
    await service.remember(7, library);
    expect([work.commits, networks.seen.length]).to.deep.equal([2, 1]);
  });

  it('are not written for an account that does not exist', async () => {
    await service.remember('nobody@people.example', library);
    expect([work.commits, networks.seen]).to.deep.equal([0, []]);
  });

  it('are removed when they are not known any more', async () => {
    await service.remember(7, library);
    laterBy(80);
    await service.remember(7, home);
    laterBy(20);
    await service.removeOld(new AbortController().signal);
    expect(networks.seen.map(({ network }) => network)).to.deep.equal([home]);
  });

  it('are asked for in the same way for an account that does not exist', async () => {
    const asked: unknown[] = [];
    networks.isKnown = (patronId) => {
      asked.push(patronId);
      return Promise.resolve(false);
    };
    await service.find('nobody@people.example', library);
    expect(asked).to.deep.equal([undefined]);
  });
});

describe('The name of an account in counters', () => {
  const queries = stubOf<PatronQueries>('credentials', 'credentialsOf');
  queries.credentials.resolves(undefined);
  queries.credentials.withArgs('ann@people.example').resolves(ann);
  queries.credentialsOf.withArgs(7).resolves(ann);
  const work = new FakeUnitOfWork();
  const networks = new FakeKnownNetworks(work);
  const service = new SignInNetworkService(work, queries, networks, new FakeSecrets(), {
    now: () => new Date(),
  });
  const keyOf = async (account: string | number) => (await service.find(account, library)).key;

  it('is the same for the address and the id of a patron', async () => {
    expect(await keyOf('ann@people.example')).to.equal(await keyOf(7));
  });

  it('is the same for an unknown address in capitals', async () => {
    expect(await keyOf('NOBODY@people.example')).to.equal(await keyOf('nobody@people.example'));
  });

  it('is another one after a new password, which its owner can use at once', async () => {
    const before = await keyOf(7);
    queries.credentialsOf.withArgs(7).resolves({ ...ann, passwordHash: 'new hash' });
    expect(await keyOf(7)).not.to.equal(before);
    queries.credentialsOf.withArgs(7).resolves(ann);
  });

  it('is the same for two forms of one unknown address', async () => {
    expect(await keyOf('nobody@B\u00FCcher.example')).to.equal(await keyOf('nobody@xn--bcher-kva.example'));
  });

  it('is not that of a patron for an address that looks like an id', async () => {
    expect(await keyOf('7')).not.to.equal(await keyOf(7));
  });

  it('is a hash, so that no store has the address', async () => {
    expect(await keyOf('nobody@people.example')).to.match(/^hash of /);
  });
});
