import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Decisions, LifecycleSwitches, StoredDecision } from '../lifecycle/decisions.js';
import { aLifecycle, declaring } from '../lifecycle/lifecycles.fake.js';
import type { OperatorDigest } from './digest-texts.js';
import type { LifecycleMails } from './lifecycle-mails.js';
import { MailPlanner } from './mail-planner.js';
import { OperatorMail } from './operator-mail.js';
import type { Recipients } from './recipients.js';
import type { Notification, ToldClient, ToldClients } from './told-clients.js';

const running = new AbortController().signal;
const now = new Date('2027-02-01T09:00:00Z');
const other = { ...aLifecycle, id: 'v1-get-book' };
const client: ToldClient = {
  consumerId: 7,
  patronId: null,
  contactEmail: 'team@example.org',
  secondEmail: null,
  hasEvidence: true,
  firstAt: new Date('2026-10-01T00:00:00Z'),
  lastAt: new Date('2027-01-31T00:00:00Z'),
  interrupted: [],
  sent: [],
};
const untold: Notification = {
  stage: 'announce',
  period: '',
  madeAt: new Date('2027-01-01T09:00:00Z'),
  state: 'untold',
  address: null,
};

describe('The planner of mails about ends of life', () => {
  let clients: SinonStubbedInstance<ToldClients>;
  let decisions: SinonStubbedInstance<Decisions>;
  let switches: SinonStubbedInstance<LifecycleSwitches>;
  let recipients: SinonStubbedInstance<Recipients>;
  let mails: SinonStubbedInstance<LifecycleMails>;
  let operatorMail: SinonStubbedInstance<OperatorMail>;

  beforeEach(() => {
    clients = stubOf<ToldClients>('of');
    clients.of.resolves([client]);
    decisions = stubOf<Decisions>('all');
    decisions.all.resolves([]);
    switches = stubOf<LifecycleSwitches>('all');
    switches.all.resolves([]);
    recipients = stubOf<Recipients>('reachable');
    recipients.reachable.resolves([]);
    mails = stubOf<LifecycleMails>('plan', 'addUntold', 'planForOperators', 'prune');
    mails.plan.resolves();
    mails.addUntold.resolves();
    operatorMail = sinon.createStubInstance(OperatorMail);
  });
  afterEach(() => sinon.restore());

  function plan({ lifecycles = [aLifecycle], hasOperators = true, stop = running } = {}) {
    const planner = new MailPlanner(
      ...([declaring(...lifecycles), clients, decisions, switches, recipients, mails, operatorMail] as const),
      ...([hasOperators ? 'operators@example.org' : undefined, { now: () => now }] as const),
    );
    return planner.plan(stop);
  }
  const given = (...some: readonly Partial<ToldClient>[]) =>
    clients.of.resolves(some.map((each) => ({ ...client, ...each })));

  it('plans one mail for a client, with all its ends of life', async () => {
    await plan({ lifecycles: [aLifecycle, other] });
    const stages = [aLifecycle, other].map(({ id }) => ({ stage: 'announce', period: '', lifecycleId: id }));
    expect(mails.plan.args).to.deep.equal([[7, '2027-02-01', stages]]);
  });

  it('plans none without evidence, and none when nothing is due', async () => {
    given({ hasEvidence: false }, { sent: [{ ...untold, state: 'queued' }] });
    await plan();
    expect([mails.plan.args, mails.addUntold.args]).to.deep.equal([[], []]);
  });

  it('uses the address of the owner, and notes whom no address reaches', async () => {
    recipients.reachable.resolves([{ patronId: 1, email: 'owner@example.org', language: 'en' }]);
    given(
      { consumerId: 1, contactEmail: null, patronId: 1 },
      { consumerId: 2, contactEmail: null, patronId: 2 },
      { consumerId: 3, contactEmail: null },
    );
    await plan();
    expect(recipients.reachable.args).to.deep.equal([[[1, 2]]]);
    expect(mails.plan.args.map(([id]) => id)).to.deep.equal([1]);
    expect(mails.addUntold.args.map(([id]) => id)).to.deep.equal([2, 3]);
  });

  it('tries the first mail again only with other addresses', async () => {
    given(
      { consumerId: 1, sent: [{ ...untold, address: 'old@example.org' }] },
      { consumerId: 2, sent: [{ ...untold, address: 'team@example.org' }] },
      { consumerId: 3, sent: [untold], contactEmail: null },
    );
    await plan();
    expect(mails.plan.args.map(([id]) => id)).to.deep.equal([1]);
    expect(mails.addUntold.args).to.deep.equal([]);
  });

  it('tells nobody of something that is gone', async () => {
    const gone = { lifecycleId: aLifecycle.id, state: 'gone', since: now, checkedAt: now } as const;
    decisions.all.resolves([{ ...gone, withoutBrownouts: false, obstacles: [] } satisfies StoredDecision]);
    await plan();
    expect(mails.plan.args).to.deep.equal([]);
  });

  it('plans the mail to operators only when there is something to do, and an address', async () => {
    await plan();
    expect(mails.planForOperators.args).to.deep.equal([]);
    operatorMail.digest.resolves({} as OperatorDigest);
    await plan({ hasOperators: false });
    expect(mails.planForOperators.args).to.deep.equal([]);
    await plan();
    expect(mails.planForOperators.args).to.deep.equal([['2027-02-01']]);
  });

  it('keeps settled mails for 30 days, and stops when it is asked to', async () => {
    await plan();
    expect(mails.prune.args).to.deep.equal([['2027-01-02']]);
    mails.plan.resetHistory();
    await plan({ stop: AbortSignal.abort() });
    expect(mails.plan.args).to.deep.equal([]);
  });

  it('plans the mails of the others when one fails, and fails then', async () => {
    given({ consumerId: 1 }, { consumerId: 2 });
    mails.plan.onFirstCall().rejects(new Error('away'));
    const failed = await plan().then(
      () => 0,
      (error: AggregateError) => error.errors.length,
    );
    expect([failed, mails.plan.callCount]).to.deep.equal([1, 2]);
  });
});
