import { expect } from 'chai';
import { FakeUnitOfWork } from './unit-of-work.fake.js';

describe('The unit of work of the unit tests', () => {
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

  it('keeps what a job has written', async () => {
    await work.run(() => store('book'));
    expect(stored).to.deep.equal(['book']);
  });

  it('forgets all that a job has written when the job throws', async () => {
    await work.run(() => store('book').then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal([]);
  });

  it('lets an inner job join the transaction that runs', async () => {
    await work.run(() => work.run(() => store('book')).then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal([]);
  });

  it('keeps what was written in a transaction apart, whatever becomes of the outer one', async () => {
    await work.run(() => work.inNewTransaction(() => store('book')).then(fail)).catch(() => undefined);
    expect(stored).to.deep.equal(['book']);
  });

  it('runs a job again after a deadlock, without what the first run has written', async () => {
    let runs = 0;
    work.failAtCommit(2);
    await work.run(() => store(`book of run ${++runs}`));
    expect(stored).to.deep.equal(['book of run 3']);
  });

  it('takes back what happened to an object that it tracks', async () => {
    const copy = { status: 'available' };
    await work
      .run(async () => Object.assign(work.track(copy) ?? {}, { status: 'lost' }) && fail())
      .catch(() => undefined);
    expect(copy.status).to.equal('available');
  });

  it('lets nobody write or lock outside of a job', () => {
    expect(() => work.write(() => undefined)).to.throw('outside of a unit of work');
    expect(() => work.lock('book', 1)).to.throw('outside of a unit of work');
  });
});
