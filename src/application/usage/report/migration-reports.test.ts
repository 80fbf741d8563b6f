import 'reflect-metadata';
import { expect } from 'chai';
import fc from 'fast-check';
import type { SignedIn } from '../../kernel/request/caller.js';
import { FakeOwnUsage } from './own-usage.fake.js';
import { MigrationReports, type TouchingChange } from './migration-reports.js';

const now = new Date('2026-12-01T09:30:00Z');
const clock = { now: () => now };
const ann: SignedIn = { patronId: 1, role: 'librarian' };

const lastAt = new Date('2026-11-30T00:00:00Z');
const change = (id: string, operations: readonly string[], since?: string) => ({ id, operations, since });

describe('Migration reports', () => {
  let usage: FakeOwnUsage;
  let reports: MigrationReports;

  beforeEach(() => {
    usage = new FakeOwnUsage();
    reports = new MigrationReports(usage, clock);
  });

  it('have only the changes of operations that the client calls, and count the others', async () => {
    usage.add(1, { operationId: 'listBooks', minor: '1.0', calls: 3, lastAt });
    const report = await reports.of(ann, 1, [
      change('lists', ['listBooks', 'listUsers']),
      change('users', ['listUsers']),
      change('new', []),
    ]);
    expect(report.affecting).to.deep.equal([
      {
        change: change('lists', ['listBooks', 'listUsers']),
        calls: 3,
        lastAt,
        operations: [{ operationId: 'listBooks', calls: 3, lastAt }],
      },
    ]);
    expect(report.unaffected).to.equal(2);
  });

  it('have nothing for a client that calls nothing', async () => {
    usage.add(2, { operationId: 'listBooks', minor: '1.0', calls: 3, lastAt });
    const report = await reports.of(ann, 1, [change('lists', ['listBooks'])]);
    expect(report).to.include({ calls: 0, unaffected: 1 });
    expect(report.affecting).to.deep.equal([]);
  });

  it('count the calls of the last 90 days', async () => {
    const old = new Date('2026-09-01T00:00:00Z');
    usage.add(1, { operationId: 'listBooks', minor: '1.0', calls: 3, lastAt: old });
    const report = await reports.of(ann, 1, [change('lists', ['listBooks'])]);
    expect(report).to.include({ calls: 0, unaffected: 1 });
    expect(report.since).to.deep.equal(new Date('2026-09-02T09:30:00Z'));
  });

  it('add up the calls of all minors, and sort changes and operations by their calls', async () => {
    usage.add(
      1,
      { operationId: 'getBook', minor: '1.0', calls: 1, lastAt },
      { operationId: 'listBooks', minor: '1.0', calls: 2, lastAt },
      { operationId: 'listBooks', minor: '1.1', calls: 3, lastAt: now },
    );
    const { affecting } = await reports.of(ann, 1, [
      change('one', ['getBook']),
      change('both', ['getBook', 'listBooks']),
    ]);
    expect(affecting.map((each) => [each.change.id, each.calls, each.lastAt])).to.deep.equal([
      ['both', 6, now],
      ['one', 1, lastAt],
    ]);
    expect(affecting[0]?.operations.map(({ operationId, calls }) => [operationId, calls])).to.deep.equal([
      ['listBooks', 5],
      ['getBook', 1],
    ]);
  });

  it('leave out calls that are answered with the change already', async () => {
    usage.add(
      1,
      { operationId: 'listBooks', minor: '2.1', calls: 5, lastAt },
      { operationId: 'listBooks', minor: '2.10', calls: 7, lastAt },
    );
    const { affecting, calls } = await reports.of(ann, 2, [
      change('old', ['listBooks'], '2.1'),
      change('newer', ['listBooks'], '2.9'),
    ]);
    expect(calls).to.equal(12);
    expect(affecting.map((each) => [each.change.id, each.calls])).to.deep.equal([['newer', 5]]);
  });

  it('divide all changes into affecting and unaffected, whatever is called', async () => {
    const names = fc.subarray(['a', 'b', 'c', 'd', 'e']);
    const minor = fc.constantFrom('2.0', '2.1', '2.2');
    const changes = fc.array(
      fc.record({ operations: names, since: fc.option(minor, { nil: undefined }) }),
    ) as fc.Arbitrary<TouchingChange[]>;
    const calls = fc.array(
      fc.record({
        operationId: fc.constantFrom('a', 'b', 'c'),
        minor,
        calls: fc.integer({ min: 1 }),
        lastAt: fc.constant(lastAt),
      }),
    );
    await fc.assert(
      fc.asyncProperty(changes, calls, async (all, used) => {
        const own = new FakeOwnUsage();
        own.add(1, ...used);
        const report = await new MigrationReports(own, clock).of(ann, 2, all);
        const affecting = new Set(report.affecting.map((each) => each.change));
        const others = all.filter((each) => !affecting.has(each));
        expect(affecting.size).to.equal(report.affecting.length);
        expect(others.length).to.equal(report.unaffected);
        const touches = ({ operations, since = '2.9' }: TouchingChange) =>
          used.some((each) => operations.includes(each.operationId) && each.minor < since);
        expect([...affecting].every(touches)).to.equal(true);
        expect(others.some(touches)).to.equal(false);
      }),
    );
  });
});
