import { expect } from 'chai';
import sql from 'sql-template-tag';
import { EventDelivery } from '../../../src/application/kernel/storage/event-delivery.js';
import { EventConsumer, Outbox, type StoredEvent } from '../../../src/application/kernel/storage/outbox.js';
import { UnitOfWork } from '../../../src/application/kernel/storage/unit-of-work.js';
import { LoanDays } from '../../../src/application/circulation/statistics/loan-days.js';
import { LoanService } from '../../../src/application/circulation/loan-service.js';
import { startLibrary, type Library } from '../../support/library.js';

const never = new AbortController().signal;

/**
 * Records its events, both in its unit of work and outside of it. Refuses the events that it is configured to refuse.
 */
class Recorder implements EventConsumer {
  readonly name = 'test.recorder';
  readonly got: StoredEvent[] = [];
  refuses: (event: StoredEvent) => boolean = () => false;

  receive(event: StoredEvent): Promise<void> {
    if (this.refuses(event)) return Promise.reject(new Error('not now'));
    this.got.push(event);
    return Promise.resolve();
  }
}

describe('The outbox', () => {
  let library: Library;
  let delivery: EventDelivery;
  let recorder: Recorder;
  beforeEach(async () => {
    library = await startLibrary();
    const { container } = library.service;
    recorder = new Recorder();
    container.registerInstance(EventConsumer, recorder);
    delivery = container.resolve(EventDelivery);
  });
  afterEach(() => library.stop());

  const names = () => recorder.got.map(({ name }) => name);
  const add = (id: number, ...what: string[]) =>
    library.service.container.resolve<UnitOfWork>(UnitOfWork).run(() => {
      const outbox = library.service.container.resolve<Outbox>(Outbox);
      for (const name of what) outbox.add({ name, aggregate: { type: 'test', id }, payload: { id } });
      return Promise.resolve();
    });
  const waiting = () =>
    library.rows(sql`select id from outbox_event where delivered_at is null`).then((rows) => rows.length);

  it('delivers a loan, its renewal and its return in this order, and the day is counted', async () => {
    const loans = library.service.container.resolve(LoanService);
    const reader = { patronId: library.patron.id, role: 'patron' } as const;
    const bookId = await library.addBook({ title: 'Told' });
    const { id } = await loans.borrow(bookId, reader.patronId, reader);
    const librarian = { patronId: library.librarian.id, role: 'librarian' } as const;
    await loans.renew(id, librarian, { reason: 'The reader travels.' });
    await loans.return(id, reader);
    await loans.return(id, reader);
    await delivery.deliver(never);
    expect(names()).to.deep.equal([
      'circulation.loan_opened',
      'circulation.loan_renewed',
      'circulation.loan_returned',
    ]);
    expect(recorder.got[0]?.aggregate).to.deep.equal({ type: 'loan', id });
    expect(recorder.got[0]?.at).to.deep.equal(library.clock.now());
    expect(Object.keys(recorder.got[0]?.payload ?? {})).to.have.members(['copyId', 'bookId', 'dueAt']);
    const day = await library.service.container.resolve<LoanDays>(LoanDays).of('2026-12-01');
    expect(day).to.deep.equal({ lent: 1, renewed: 1, returned: 1 });
  });

  it('has no event of a loan that was not stored', async () => {
    const bookId = await library.addBook({ title: 'Not stored' });
    const { container } = library.service;
    const reader = { patronId: library.patron.id, role: 'patron' } as const;
    const failing = container.resolve<UnitOfWork>(UnitOfWork).run(async () => {
      await container.resolve(LoanService).borrow(bookId, reader.patronId, reader);
      throw new Error('after all');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('after all');
    expect(await waiting()).to.equal(0);
  });

  it('delivers every event once, in order per subject, with any number of workers', async () => {
    const what = Array.from({ length: 8 }, (_, index) => String(index));
    for (let id = 1; id <= 30; id++) await add(id, ...what);
    await Promise.all(Array.from({ length: 4 }, () => delivery.deliver(never)));
    await delivery.deliver(never);
    expect(recorder.got).to.have.length(240);
    const byThing = Map.groupBy(recorder.got, ({ aggregate }) => aggregate.id);
    for (const events of byThing.values()) expect(events.map(({ name }) => name)).to.deep.equal(what);
  });

  it('holds back the events after one that failed, delivers all others, and retries later', async () => {
    await add(1, 'first', 'second');
    await add(2, 'other');
    recorder.refuses = ({ name }) => name === 'first';
    const fault = await delivery.deliver(never).catch((error: AggregateError) => error.message);
    expect(fault).to.equal('Failed deliveries: 1.');
    expect(names()).to.deep.equal(['other']);
    recorder.refuses = () => false;
    await delivery.deliver(never);
    expect(names(), 'too early').to.deep.equal(['other']);
    library.clock.advance({ seconds: 121 });
    await delivery.deliver(never);
    expect(names()).to.deep.equal(['other', 'first', 'second']);
  });

  it('rolls back the writes of a consumer that failed, and of no other', async () => {
    const { container } = library.service;
    const days = container.resolve<LoanDays>(LoanDays);
    const half = {
      name: 'test.half',
      async receive() {
        await days.count('2000-01-01', 'lent');
        await library.service.container
          .resolve<UnitOfWork>(UnitOfWork)
          .run(() => days.count('no day', 'lent'));
      },
    };
    const whole = { name: 'test.whole', receive: () => days.count('2000-01-02', 'lent') };
    for (const consumer of [half, whole]) container.registerInstance<EventConsumer>(EventConsumer, consumer);
    await add(1, 'one');
    const both = container.resolve(EventDelivery);
    for (let time = 0; time < 3; time++) {
      await both.deliver(never).catch(() => undefined);
      library.clock.advance({ hours: 5 });
    }
    expect(await days.of('2000-01-01')).to.include({ lent: 0 });
    expect(await days.of('2000-01-02'), 'once, though the event came three times').to.include({ lent: 1 });
    expect(names()).to.deep.equal(['one']);
  });

  it('does not deliver an event again to its old consumers when a new one gets it', async () => {
    await add(1, 'one');
    await delivery.deliver(never);
    await library.rows(sql`update outbox_event set delivered_at = null`);
    await delivery.deliver(never);
    expect(names()).to.deep.equal(['one']);
    expect(await waiting()).to.equal(0);
  });

  it('deletes events a week after their delivery, and none that wait', async () => {
    await add(1, 'told');
    await delivery.deliver(never);
    await add(2, 'waits');
    recorder.refuses = () => true;
    await delivery.deliver(never).catch(() => undefined);
    library.clock.advance({ days: 8 });
    await delivery.prune(never);
    const left = await library.rows<{ name: string }>(sql`select name from outbox_event`);
    expect(left.map(({ name }) => name)).to.deep.equal(['waits']);
    const receipts = await library.rows<{ id: number }>(sql`select event_id as id from outbox_receipt`);
    expect(receipts, 'the count without the other').to.have.length(1);
  });
});
