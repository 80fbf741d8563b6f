import 'reflect-metadata';
import { expect } from 'chai';
import { FakeSecondFactorDesk } from './second-factor-desk.fake.js';
import { SecretRenewal } from './secret-renewal.js';

describe('The renewal of sealed secrets', () => {
  let desk: FakeSecondFactorDesk;
  let renewal: SecretRenewal;
  const stop = new AbortController();

  beforeEach(async () => {
    desk = new FakeSecondFactorDesk();
    for (const username of ['ada', 'bob']) desk.given({ username });
    for (const id of [2, 1]) await desk.givenFactor(id);
    renewal = new SecretRenewal(desk.work, desk.patrons, desk.factors, desk.vault);
  });

  const keys = () => desk.factors.stored.map(({ secret }) => secret?.split('/')[0]);

  it('seals with the present key what another key sealed', async () => {
    desk.factors.stored[0]?.begin('key 1/second factor of 2/S7');
    desk.vault.keys = ['key 2', 'key 1'];
    await renewal.renew(stop.signal);
    expect(keys()).to.deep.equal(['key 2', 'key 2']);
    expect(desk.factors.stored[0]?.newSecret).to.equal('key 2/second factor of 2/S7');
  });

  it('leaves alone what the present key sealed, and what no key opens', async () => {
    desk.vault.keys = ['key 1', 'key 0'];
    await renewal.renew(stop.signal);
    expect(keys()).to.deep.equal(['key 1', 'key 1']);
    desk.vault.keys = ['key 3'];
    await renewal.renew(stop.signal);
    expect(keys()).to.deep.equal(['key 1', 'key 1']);
  });

  it('locks one patron after the other, and stops when it is told to', async () => {
    await renewal.renew(stop.signal);
    expect(desk.work.locks).to.deep.equal(['patron 1', 'patron 2']);
    await renewal.renew(AbortSignal.abort());
    expect(desk.work.locks).to.have.lengthOf(2);
  });
});
