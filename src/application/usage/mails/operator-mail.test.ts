import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { HeldSunsets } from '../lifecycle/held-sunsets.js';
import { aLifecycle, declaring } from '../lifecycle/lifecycles.fake.js';
import type { MailEvidence, UntoldClient } from './mail-evidence.js';
import { OperatorMail } from './operator-mail.js';

const now = new Date('2027-12-02T09:30:00Z');
const other = { ...aLifecycle, id: 'v1-other' };
const untold: UntoldClient = {
  consumerId: 7,
  name: 'Kiosk',
  lifecycleId: aLifecycle.id,
  calls: 3,
  lastAt: now,
  reason: 'no_owner',
};

describe('The daily mail to operators', () => {
  let held: SinonStubbedInstance<HeldSunsets>;
  let evidence: SinonStubbedInstance<MailEvidence>;
  let mail: OperatorMail;

  beforeEach(() => {
    held = sinon.createStubInstance(HeldSunsets);
    held.list.resolves([]);
    evidence = stubOf<MailEvidence>('untold');
    evidence.untold.resolves([]);
    mail = new OperatorMail(declaring(aLifecycle, other), held, evidence);
  });
  afterEach(() => sinon.restore());

  it('is not written when there is nothing to do', async () => {
    expect(await mail.digest(now)).to.equal(undefined);
  });

  it('names the sunsets that are held', async () => {
    const sunset = { id: aLifecycle.id } as never;
    held.list.resolves([sunset]);
    expect(await mail.digest(now)).to.deep.equal({ day: '2027-12-02', held: [sunset], untold: [] });
  });

  it('names the clients of every end of life that could not be told', async () => {
    evidence.untold.callsFake(async ({ id }) => [{ ...untold, lifecycleId: id }]);
    const digest = await mail.digest(now);
    expect(digest?.untold.map(({ lifecycleId }) => lifecycleId)).to.deep.equal([aLifecycle.id, 'v1-other']);
  });
});
