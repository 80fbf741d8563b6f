import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { FakeCirculation } from './circulation.fake.js';
import type { DeskCopyStatus } from './desk-copies.js';
import { DeskService } from './desk-service.js';

const parties = { copyId: 3, bookId: 2, patronId: 7 };

describe('The desk service, returning a copy', () => {
  let library: FakeCirculation;
  let service: DeskService;

  beforeEach(() => {
    library = new FakeCirculation();
    const { work, loans, patrons, deskCopies, lending, clock } = library;
    service = new DeskService(work, loans, patrons, deskCopies, lending, clock, 'open');
  });

  const copyIs = (status: DeskCopyStatus): void =>
    library.deskCopies.given({ copyId: 3, bookId: 2, barcode: 'C3', kind: 'standard', status });
  const outWithAda = (): void => {
    library.given(parties);
    copyIs('on_loan');
  };

  it('stores the end of the loan, and makes the copy available', async () => {
    outWithAda();
    const { loan, alreadyReturned, copy } = await service.takeBack('C3');
    expect(loan).to.deep.include({ id: 1, copyBarcode: 'C3', status: 'closed', returnedAt: library.now });
    expect(alreadyReturned).to.equal(false);
    expect(copy).to.include({ copyId: 3, status: 'available' });
    expect(library.loans.stored[0]).to.include({ closedAt: library.now, closeReason: 'returned' });
    expect(library.deskCopies.statusOf(3)).to.equal('available');
  });

  it('locks book, copy and loan in this order', async () => {
    outWithAda();
    await service.takeBack('C3');
    expect(library.work.locks).to.deep.equal(['book 2', 'copy 3', 'loan 1']);
  });

  it('records the return and adds its event to the outbox', async () => {
    outWithAda();
    await service.takeBack('C3');
    expect(library.audit.actions).to.deep.equal(['circulation.loan_returned']);
    expect(library.outbox.events.map(({ name }) => name)).to.deep.equal(['circulation.loan_returned']);
  });

  it('counts once: a second scan returns the same loan, and changes nothing', async () => {
    outWithAda();
    const first = await service.takeBack('C3');
    library.now = new Date('2026-12-02T09:30:00Z');
    const second = await service.takeBack('C3');
    expect(second).to.deep.equal({ ...first, alreadyReturned: true });
    expect([library.audit.events.length, library.outbox.events.length]).to.deep.equal([1, 1]);
  });

  it('accepts a copy that was never lent', async () => {
    copyIs('available');
    const taken = await service.takeBack('C3');
    expect([taken.loan, taken.alreadyReturned]).to.deep.equal([undefined, true]);
    expect(library.audit.events).to.deep.equal([]);
  });

  it('makes a found copy available', async () => {
    copyIs('missing');
    expect((await service.takeBack('C3')).copy.status).to.equal('available');
    expect(library.deskCopies.statusOf(3)).to.equal('available');
  });

  it('does not change a copy in repair', async () => {
    copyIs('in_repair');
    expect((await service.takeBack('C3')).copy.status).to.equal('in_repair');
  });

  it('does not find an unknown barcode', async () => {
    expect(await codesOf(() => service.takeBack('C99'))).to.deep.equal(['catalogue.copy_not_found']);
  });

  it('returns once when the database has the job run again', async () => {
    outWithAda();
    library.work.failAtCommit(1);
    expect((await service.takeBack('C3')).alreadyReturned).to.equal(false);
    expect([library.audit.events.length, library.outbox.events.length]).to.deep.equal([1, 1]);
  });
});
