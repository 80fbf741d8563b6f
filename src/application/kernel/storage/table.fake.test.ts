import { expect } from 'chai';
import { copyOf, FakeTable } from './table.fake.js';
import { FakeUnitOfWork } from './unit-of-work.fake.js';

interface Shelf {
  readonly id: number;
  name: string;
}

describe('The in-memory tables of the unit tests', () => {
  let work: FakeUnitOfWork;
  let table: FakeTable<Shelf>;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    table = new FakeTable(work, 'shelf');
    table.given({ id: 0, name: 'A1' });
  });

  const names = (): string[] => table.rows.map(({ name }) => name);
  const lockFirst = (): Shelf => {
    const row = table.lock(({ id }) => id === 1);
    if (!row) throw new Error('There is no row.');
    return row;
  };

  it('do not store a change that is not saved', async () => {
    await work.run(() => Promise.resolve(Object.assign(lockFirst(), { name: 'B2' })));
    expect(names()).to.deep.equal(['A1']);
  });

  it('store a saved change, and none made to the object after that', async () => {
    await work.run(() => {
      const row = Object.assign(lockFirst(), { name: 'B2' });
      table.update(row);
      row.name = 'C3';
      return Promise.resolve();
    });
    expect(names()).to.deep.equal(['B2']);
  });

  it('roll back saves and inserts when the unit of work fails', async () => {
    const job = work.run(() => {
      table.update(Object.assign(lockFirst(), { name: 'B2' }));
      table.insert({ id: 0, name: 'C3' });
      return Promise.reject(new Error('It went wrong.'));
    });
    await job.catch(() => undefined);
    expect(names()).to.deep.equal(['A1']);
  });

  it('report locks of existing rows to the unit of work', async () => {
    await work.run(() => Promise.resolve([lockFirst(), table.lock(({ id }) => id === 99)]));
    expect(work.locks).to.deep.equal(['shelf 1']);
  });

  it('refuse to save an unknown row', async () => {
    const job = work.run(() => Promise.resolve(table.update({ id: 99, name: 'B2' })));
    expect(await job.catch(String)).to.include('There is no shelf 99');
  });

  it('return copies of the same class', () => {
    const moment = new Date(0);
    class Row {
      readonly at = moment;
    }
    expect(copyOf(new Row())).to.be.instanceOf(Row).with.property('at', moment);
  });
});
