import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import { calendar, FakeCirculation } from './circulation.fake.js';
import { DeskService } from './desk-service.js';
import { LoanService } from './loan-service.js';
import type { SelfService } from './self-service.js';

const ada = { patronId: 7, role: 'patron' } as const;
const librarian = { patronId: 1, role: 'librarian' } as const;
const scan = { barcode: 'C3', patronId: 7 };

describe('A library that lends and takes back at the desk only', () => {
  let library: FakeCirculation;
  let desk: DeskService;
  let loans: LoanService;

  const open = (selfService: SelfService): void => {
    library = new FakeCirculation();
    const { work, loans: stored, patrons, shelves, deskCopies, lending, clock } = library;
    desk = new DeskService(work, stored, patrons, deskCopies, lending, clock, selfService);
    loans = new LoanService(work, stored, patrons, shelves, lending, calendar, clock, selfService);
    patrons.given(7);
    library.deskCopies.given({ copyId: 3, bookId: 2, barcode: 'C3', kind: 'standard', status: 'available' });
  };
  beforeEach(() => open('desk'));

  it('refuses a patron to borrow and to return, before anything is read', async () => {
    const jobs = [() => loans.borrow(2, 7, ada), () => desk.lend(scan, ada), () => loans.return(1, ada)];
    for (const job of jobs) expect(await codesOf(job)).to.deep.equal(['circulation.desk_only']);
    expect(library.work.locks).to.deep.equal([]);
  });

  it('lends to a patron through the staff', async () => {
    expect((await desk.lend(scan, librarian)).isNew).to.equal(true);
  });

  it('still tells a patron whether a copy can be lent', async () => {
    expect((await desk.check(scan, ada)).blocks).to.deep.equal([]);
  });

  it('is not one whose self-service is open', async () => {
    open('open');
    expect((await desk.lend(scan, ada)).isNew).to.equal(true);
  });
});
