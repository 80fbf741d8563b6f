import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { Session } from '../../../domain/accounts/session.js';
import { FakePatronDesk } from '../patrons/patron-desk.fake.js';
import { AccessService } from './access-service.js';

describe('Ending the access to an account everywhere', () => {
  let desk: FakePatronDesk;
  let ada: Patron;
  let service: AccessService;

  beforeEach(async () => {
    desk = new FakePatronDesk();
    ada = desk.given();
    const clock = { now: () => desk.now };
    service = new AccessService(desk.work, desk.patrons, desk.sessions, desk.audit, clock);
    for (const id of [1, 2]) await desk.work.run(() => desk.sessions.add(new Session(id, ada.createdAt)));
  });

  it('makes all tokens invalid that were issued before', async () => {
    await service.endEverywhere(1);
    expect(ada.tokenGeneration).to.equal(2);
  });

  it('ends all sessions of this account, and no others', async () => {
    await service.endEverywhere(1);
    expect(desk.sessions.sessions.map(({ endedAt }) => endedAt)).to.deep.equal([desk.now, null]);
  });

  it('changes nothing that is shown of the account', async () => {
    await service.endEverywhere(1);
    expect(ada.revision).to.equal(1);
  });

  it('records it', async () => {
    await service.endEverywhere(1);
    expect(desk.recorded).to.deep.equal([['accounts.signed_out_everywhere', 1, undefined]]);
  });

  it('is undone with the unit of work that it joins', async () => {
    const failing = desk.work.run(async () => {
      await service.endEverywhere(1);
      throw new Error('cut off');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('cut off');
    expect([ada.tokenGeneration, desk.sessions.sessions[0]?.endedAt]).to.deep.equal([1, null]);
  });

  it('does not find an unknown account', async () => {
    expect(await codesOf(() => service.endEverywhere(99))).to.deep.equal(['accounts.patron_not_found']);
  });
});
