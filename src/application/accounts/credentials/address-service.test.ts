import 'reflect-metadata';
import { expect } from 'chai';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { AddressService } from './address-service.js';
import type { Addresses, StoredAddress } from './addresses.js';

const zoe = 'zoë@xn--mller-kva.example';

describe('The review of stored addresses', () => {
  let desk: FakePatronDesk;
  let service: AddressService;

  /** Two at a time, so that a review reads several times. */
  class FakeAddresses implements Addresses {
    outsideAscii(after: number): Promise<StoredAddress[]> {
      const odd = this.#all().filter(({ patronId, email }) => patronId > after && /[^\0-\x7f]/.test(email));
      return Promise.resolve(odd.slice(0, 2));
    }

    of(addresses: readonly string[]): Promise<StoredAddress[]> {
      return Promise.resolve(this.#all().filter(({ email }) => addresses.includes(email.toLowerCase())));
    }

    #all(): StoredAddress[] {
      return desk.patrons.stored.flatMap(({ id, cardNumber, email }) =>
        email === null ? [] : [{ patronId: id, cardNumber, email }],
      );
    }
  }

  beforeEach(() => {
    desk = new FakePatronDesk();
    const clock = { now: () => desk.now };
    service = new AddressService(desk.work, new FakeAddresses(), desk.patrons, desk.audit, clock);
  });

  /** Registers a patron for each address. */
  const given = (...emails: string[]) =>
    emails.forEach((email, at) => desk.given({ username: `reader${at + 1}`, email }));

  /** The groups of a review: address and patrons. */
  async function review() {
    const { doubles, misspelt, unusable } = await service.review();
    const groups = [doubles, misspelt].map((each) =>
      each.map(({ address, holders }) => [address, ...holders.map(({ patronId }) => patronId)]),
    );
    return [...groups, unusable.map(({ patronId }) => patronId)];
  }

  it('finds nothing where all addresses have their one form', async () => {
    given('ada@example.org', 'Grace@Example.org', zoe);
    expect(await review()).to.deep.equal([[], [], []]);
  });

  it('finds the accounts with different forms of one address', async () => {
    given('zoë@müller.example', 'ada@example.org', zoe, 'ZOË@müller.example'.normalize('NFD'));
    expect(await review()).to.deep.equal([[[zoe, 1, 3, 4]], [], []]);
  });

  it('finds an account whose address differs by invisible characters or width', async () => {
    given('ada@example.org', 'a\u200bda@example.org', 'ａｄａ@example.org');
    expect(await review()).to.deep.equal([[['ada@example.org', 2, 3, 1]], [], []]);
  });

  it('finds an account of its own with another form, and one without any form', async () => {
    given('zoë@müller.example', 'zoë@[müller]');
    expect(await review()).to.deep.equal([[], [[zoe, 1]], [2]]);
  });

  it('stores the one form, records it, and finds nothing afterwards', async () => {
    given('zoë@müller.example');
    const [holders = { address: '', holders: [] }] = (await service.review()).misspelt;
    expect(await service.rewrite(holders)).to.equal(true);
    expect(desk.patrons.stored[0]).to.include({ email: zoe, revision: 2, tokenGeneration: 1 });
    expect(desk.recorded).to.deep.equal([['accounts.patron_updated', 1, { changed: ['email'] }]]);
    expect(await review()).to.deep.equal([[], [], []]);
  });

  it('leaves an account alone that was changed or closed meanwhile', async () => {
    given('zoë@müller.example', 'ｚｏｅ@example.org');
    const { misspelt } = await service.review();
    desk.patrons.stored[0]?.revise({ email: 'zoe@elsewhere.example' }, desk.now);
    desk.patrons.stored[1]?.close(desk.now);
    expect(await Promise.all(misspelt.map((each) => service.rewrite(each)))).to.deep.equal([false, false]);
    expect(desk.recorded).to.deep.equal([]);
  });
});
