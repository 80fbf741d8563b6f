import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { Session } from '../../../domain/accounts/session.js';
import type { PatronQueries } from '../patron-queries.js';
import { AccessService } from '../access/access-service.js';
import { FakeSecondFactorDesk } from './second-factor-desk.fake.js';
import { SecondFactorPolicy } from './second-factor-policy.js';
import { SecondFactorRemoval } from './second-factor-removal.js';

const ada = { patronId: 1, role: 'librarian' } as const;

describe('The removal of a second factor', () => {
  let desk: FakeSecondFactorDesk;
  beforeEach(() => {
    desk = new FakeSecondFactorDesk();
    for (const username of ['ada', 'bob']) desk.given({ username, role: 'librarian' });
  });

  function service(staff: 'required' | 'optional' = 'optional'): SecondFactorRemoval {
    const { work, patrons, factors, checker, sessions, audit, clock } = desk;
    const queries = stubOf<PatronQueries>('credentials');
    queries.credentials
      .resolves(undefined)
      .withArgs('ada@example.org')
      .resolves({ ...ada, passwordHash: null, disabled: false });
    const access = new AccessService(work, patrons, sessions, audit, clock);
    const policy = new SecondFactorPolicy(staff);
    return new SecondFactorRemoval(work, queries, patrons, factors, checker, policy, access, audit);
  }

  describe('by its owner', () => {
    it('needs a code', async () => {
      await desk.givenFactor(1);
      const wrong = () => service().remove(ada, 'S9:1');
      expect(await codesOf(wrong)).to.deep.equal(['accounts.second_factor_wrong']);
      await service().remove(ada, desk.code);
      expect(desk.factors.stored).to.deep.equal([]);
      expect(desk.recorded).to.deep.equal([['accounts.second_factor_removed', 1, undefined]]);
    });

    it('is refused where there is none', async () => {
      expect(await codesOf(() => service().remove(ada, 'r1'))).to.deep.equal([
        'accounts.second_factor_absent',
      ]);
    });

    it('is refused to staff where they need one, but not to patrons', async () => {
      await desk.givenFactor(1);
      const removal = service('required');
      expect(await codesOf(() => removal.remove(ada, 'r1'))).to.deep.equal(['accounts.second_factor_kept']);
      await removal.remove({ ...ada, role: 'patron' }, 'r1');
      expect(desk.factors.stored).to.deep.equal([]);
    });
  });

  describe('by somebody else', () => {
    it('removes it with its grace, and ends every token of the account', async () => {
      const factor = await desk.givenFactor(1);
      factor.useGrace(desk.now);
      await desk.work.run(() => desk.sessions.add(new Session(1, desk.now)));
      await service().reset({ patronId: 2 }, 1);
      expect(desk.factors.stored).to.deep.equal([]);
      expect(desk.sessions.sessions[0]?.endedAt).to.equal(desk.now);
      expect(desk.patrons.stored[0]?.tokenGeneration).to.equal(2);
      expect(desk.audit.actions).to.deep.equal([
        'accounts.signed_out_everywhere',
        'accounts.second_factor_reset',
      ]);
    });

    it('is refused for the own account and for an unknown one', async () => {
      const codes = [
        await codesOf(() => service().reset({ patronId: 1 }, 1)),
        await codesOf(() => service().reset({ patronId: 1 }, 99)),
      ];
      expect(codes).to.deep.equal([['accounts.own_account'], ['accounts.patron_not_found']]);
    });

    it('finds the account by its address', async () => {
      await desk.givenFactor(1);
      await service().resetByEmail('ada@example.org');
      expect(desk.factors.stored).to.deep.equal([]);
      const unknown = () => service().resetByEmail('nobody@example.org');
      expect(await codesOf(unknown)).to.deep.equal(['accounts.patron_not_found']);
    });
  });
});
