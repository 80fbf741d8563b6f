import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { Session } from '../../../domain/accounts/session.js';
import type { Passwords } from '../passwords.js';
import type { PatronQueries } from '../patron-queries.js';
import { FakeSecondFactorDesk } from './second-factor-desk.fake.js';
import { SecondFactorEnrolment } from './second-factor-enrolment.js';

const ada = { patronId: 1, role: 'librarian', session: 1 } as const;
const proof = { currentPassword: 'lovelace', code: undefined };

describe('The enrolment of a second factor', () => {
  let desk: FakeSecondFactorDesk;
  let passwords: SinonStubbedInstance<Passwords>;
  let service: SecondFactorEnrolment;

  beforeEach(async () => {
    desk = new FakeSecondFactorDesk();
    desk.given({ role: 'librarian' });
    const queries = stubOf<PatronQueries>('credentialsOf');
    queries.credentialsOf
      .withArgs(1)
      .resolves({ patronId: 1, role: 'librarian', passwordHash: 'old hash', disabled: false });
    passwords = stubOf<Passwords>('verify');
    passwords.verify.resolves(false).withArgs('lovelace', 'old hash').resolves(true);
    const { work, patrons, factors, checker, codes, vault, secrets, sessions, audit, clock } = desk;
    service = new SecondFactorEnrolment(
      ...([work, queries, passwords, patrons, factors, checker] as const),
      ...([codes, vault, secrets, sessions, audit, clock] as const),
    );
    for (const id of [1, 1, 2]) await work.run(() => sessions.add(new Session(id, desk.now)));
  });

  const begin = () => service.begin(1, proof);
  const stored = () => desk.factors.stored[0];

  describe('begins', () => {
    it('with a secret for the address of the account, which is stored sealed', async () => {
      expect(await begin()).to.deep.equal({
        secret: 'S1',
        uri: 'S1 of ada@example.org',
        qrCode: 'QR code of S1',
      });
      expect(stored()).to.include({ secret: null, newSecret: 'key 1/second factor of 1/S1' });
      expect(desk.recorded).to.deep.equal([['accounts.second_factor_begun', 1, undefined]]);
    });

    it('again with another secret', async () => {
      await begin();
      expect((await begin()).secret).to.equal('S2');
      expect(desk.factors.stored).to.have.lengthOf(1);
      expect(stored()?.newSecret).to.include('S2');
    });

    it('only with the current password, which is compared outside of a unit of work', async () => {
      passwords.verify.withArgs('lovelace', 'old hash').callsFake(() => {
        expect(desk.work.isRunning).to.equal(false);
        return Promise.resolve(true);
      });
      await begin();
      const codes = await codesOf(() => service.begin(1, { ...proof, currentPassword: 'babbage' }));
      expect(codes).to.deep.equal(['accounts.current_password_wrong']);
    });

    it('not when the password changed while it was compared', async () => {
      passwords.verify.withArgs('lovelace', 'old hash').callsFake(() => {
        Object.assign(desk.patrons.stored[0] ?? {}, { passwordHash: 'new hash' });
        return Promise.resolve(true);
      });
      expect(await codesOf(begin)).to.deep.equal(['accounts.current_password_wrong']);
      expect(desk.factors.stored).to.deep.equal([]);
    });

    it('with a code of the present second factor, which stays in force', async () => {
      await desk.givenFactor(1);
      expect(await codesOf(begin)).to.deep.equal(['accounts.second_factor_required']);
      const wrong = () => service.begin(1, { ...proof, code: 'S9:1' });
      expect(await codesOf(wrong)).to.deep.equal(['accounts.second_factor_wrong']);
      await service.begin(1, { ...proof, code: desk.code });
      expect(stored()?.secret).to.include('/S0');
      expect(stored()?.newSecret).to.include('/S1');
    });
  });

  describe('is confirmed', () => {
    const confirm = (code = `S1:${desk.step}`) => service.confirm(ada, code);

    it('with a code of the new secret', async () => {
      await begin();
      await confirm();
      expect(stored()).to.include({ newSecret: null, confirmedAt: desk.now, lastStep: desk.step });
      expect(stored()?.secret).to.include('/S1');
    });

    it('with ten recovery codes in groups, of which the hashes of the bare codes are stored', async () => {
      await begin();
      const codes = await confirm();
      expect(codes).to.have.lengthOf(10).and.to.include('recove-ry1');
      expect(stored()?.recoveryCodes).to.have.lengthOf(10).and.to.include('hash of recovery1');
    });

    it('and ends the other sessions of this account; the own one has passed it', async () => {
      await begin();
      await confirm();
      const sessions = desk.sessions.sessions.map(({ endedAt, secondFactorAt }) => [endedAt, secondFactorAt]);
      expect(sessions).to.deep.equal([
        [null, desk.now],
        [desk.now, null],
        [null, null],
      ]);
    });

    it('not with a wrong code, which changes nothing', async () => {
      await begin();
      expect(await codesOf(() => confirm('S2:1'))).to.deep.equal(['accounts.second_factor_wrong']);
      expect(stored()?.isActive()).to.equal(false);
      expect(desk.sessions.sessions.filter(({ endedAt }) => endedAt !== null)).to.deep.equal([]);
    });

    it('not before it began, and not twice', async () => {
      expect(await codesOf(() => confirm())).to.deep.equal(['accounts.second_factor_not_begun']);
      await begin();
      await confirm();
      expect(await codesOf(() => confirm())).to.deep.equal(['accounts.second_factor_not_begun']);
    });

    it('with a record of it', async () => {
      await begin();
      await confirm();
      expect(desk.audit.actions).to.deep.equal([
        'accounts.second_factor_begun',
        'accounts.second_factor_confirmed',
      ]);
    });
  });
});
