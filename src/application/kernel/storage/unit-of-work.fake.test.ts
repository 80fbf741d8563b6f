import { expect } from 'chai';
import { FakeUnitOfWork } from './unit-of-work.fake.js';

describe('The in-memory unit of work of the unit tests', () => {
  let work: FakeUnitOfWork;
  let stored: string[];

  beforeEach(() => {
    work = new FakeUnitOfWork();
    stored = [];
  });

  const store = (text: string): Promise<void> => {
    stored.push(text);
    work.write(() => stored.splice(stored.indexOf(text), 1));
    return Promise.resolve();
  };
  const fail = (): never => {
    throw new Error('It went wrong.');
  };

  it('keeps the writes of a job', async () => {
    await work.run(() => store('book'));
    expect(stored).to.deep.equal(['book']);
  });

  it('rolls back the writes of a job that throws', async () => {
    await work.run(() => store('book').then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal([]);
  });

  it('lets an inner job join the running transaction', async () => {
    await work.run(() => work.run(() => store('book')).then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal([]);
  });

  it('keeps the writes of a separate transaction, whatever the outcome of the outer one', async () => {
    await work.run(() => work.inNewTransaction(() => store('book')).then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal(['book']);
  });

  it('runs a job again after a deadlock, without the writes of the first run', async () => {
    let runs = 0;
    work.failAtCommit(2);
    await work.run(() => store(`book of run ${++runs}`));
    expect(stored).to.deep.equal(['book of run 3']);
  });

  it('rolls back the changes of an object that it tracks', async () => {
    const copy = { status: 'available' };
    await work
      .run(async () => Object.assign(work.track(copy) ?? {}, { status: 'lost' }) && fail())
      .catch(() => undefined);
    expect(copy.status).to.equal('available');
  });

  it('refuses writes and locks outside of a job', () => {
    expect(() => work.write(() => undefined)).to.throw('outside of a unit of work');
    expect(() => work.lock('book', 1)).to.throw('outside of a unit of work');
  });
});
