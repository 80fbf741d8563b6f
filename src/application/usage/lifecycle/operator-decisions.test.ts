import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
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

  it('turn a switch on and off, for one or for all, with an audit event', async () => {
    await operators.turnOn(id, 'hold', ' Needed. ');
    await operators.turnOff('*', 'no_brownouts', 'Repaired.');
    expect(switches.turnOn.args).to.deep.equal([[id, 'hold', 'Needed.']]);
    expect(switches.turnOff.args).to.deep.equal([['*', 'no_brownouts']]);
    expect(audit.actions).to.deep.equal(['usage.lifecycle_switched_on', 'usage.lifecycle_switched_off']);
    expect(audit.events[0]).to.deep.include({
      subject: { type: 'lifecycle_switch', id: 4 },
      details: { lifecycleId: id, kind: 'hold', reason: 'Needed.' },
    });
  });

  it('leave no event if nothing changes', async () => {
    switches.turnOn.resolves(undefined);
    switches.turnOff.resolves(undefined);
    await operators.turnOn(id, 'hold', 'Needed.');
    await operators.turnOff(id, 'hold', 'Needed no more.');
    expect(audit.events).to.deep.equal([]);
  });

  it('confirm the number of calls without a token, not a smaller one', async () => {
    expect(await codesOf(() => operators.confirmAnonymous(id, 11, 'Crawlers.'))).to.deep.equal([
      'usage.anonymous_use_grew',
    ]);
    await operators.confirmAnonymous(id, 12, 'Crawlers.');
    expect(confirmations.add.args).to.deep.equal([[id, 12, 'Crawlers.']]);
    expect(audit.events[0]?.details).to.deep.equal({ lifecycleId: id, calls: 12, reason: 'Crawlers.' });
  });

  it('need a reason and a known end of life', async () => {
    const error: unknown = await operators.turnOn(id, 'hold', ' ').catch((thrown: unknown) => thrown);
    expect(error).to.be.an('error').with.property('message').that.includes('needs a reason');
    const unknown = [
      () => operators.turnOff('nothing', 'hold', 'Why not.'),
      () => operators.confirmAnonymous('*', 12, 'Crawlers.'),
    ];
    for (const job of unknown) expect(await codesOf(job)).to.deep.equal(['usage.deprecation_not_found']);
    expect(audit.events).to.deep.equal([]);
  });
});
