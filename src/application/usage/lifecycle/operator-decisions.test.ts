import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { AnonymousConfirmations } from './agreements.js';
import type { LifecycleSwitches } from './decisions.js';
import type { LifecycleFacts } from './lifecycle-facts.js';
import { aLifecycle, aSunset, declaring, factsAt } from './lifecycles.fake.js';
import { OperatorDecisions } from './operator-decisions.js';

describe('The decisions of operators', () => {
  let switches: SinonStubbedInstance<LifecycleSwitches>;
  let confirmations: SinonStubbedInstance<AnonymousConfirmations>;
  let audit: FakeAuditTrail;
  let operators: OperatorDecisions;

  beforeEach(() => {
    switches = stubOf<LifecycleSwitches>('turnOn', 'turnOff');
    switches.turnOn.resolves(4);
    switches.turnOff.resolves(4);
    confirmations = stubOf<AnonymousConfirmations>('add');
    confirmations.add.resolves(5);
    const facts = stubOf<LifecycleFacts>('of');
    facts.of.resolves(factsAt(aSunset, { anonymous: { calls: 12, confirmed: 0 } }));
    const work = new FakeUnitOfWork();
    audit = new FakeAuditTrail(work);
    const clock = { now: () => aSunset };
    operators = new OperatorDecisions(
      declaring(aLifecycle),
      switches,
      confirmations,
      facts,
      audit,
      work,
      clock,
    );
  });

  const { id } = aLifecycle;

  async function expectError(job: Promise<unknown>, message: string): Promise<void> {
    const error: unknown = await job.catch((thrown: unknown) => thrown);
    expect(error).to.be.an('error').with.property('message').that.includes(message);
  }

  it('turn a switch on and off, for one or for all, with an audit event', async () => {
    await operators.turnOn(id, 'hold', ' Needed. ');
    await operators.turnOff('*', 'no_brownouts', 'Repaired.');
    expect(switches.turnOn.args).to.deep.equal([[id, 'hold', 'Needed.']]);
    expect(switches.turnOff.args).to.deep.equal([['*', 'no_brownouts']]);
    expect(audit.actions).to.deep.equal(['usage.lifecycle_switched_on', 'usage.lifecycle_switched_off']);
    expect(audit.events[0]?.subject).to.deep.equal({ type: 'lifecycle_switch', id: 4 });
  });

  it('leave no event if nothing changes', async () => {
    switches.turnOn.resolves(undefined);
    switches.turnOff.resolves(undefined);
    await operators.turnOn(id, 'hold', 'Needed.');
    await operators.turnOff(id, 'hold', 'Needed no more.');
    expect(audit.events).to.deep.equal([]);
  });

  it('confirm the number of calls without a token, not a smaller one', async () => {
    await expectError(operators.confirmAnonymous(id, 11, 'Crawlers.'), 'There are 12 calls');
    await operators.confirmAnonymous(id, 12, 'Crawlers.');
    expect(confirmations.add.args).to.deep.equal([[id, 12, 'Crawlers.']]);
    expect(audit.events[0]?.details).to.deep.equal({ lifecycleId: id, calls: 12, reason: 'Crawlers.' });
  });

  it('need a reason and a known end of life', async () => {
    await expectError(operators.turnOn(id, 'hold', ' '), 'needs a reason');
    await expectError(operators.turnOff('nothing', 'hold', 'Why not.'), 'There are: v1-list-books.');
    await expectError(operators.confirmAnonymous('*', 12, 'Crawlers.'), 'for one end of life');
    expect(audit.events).to.deep.equal([]);
  });
});
