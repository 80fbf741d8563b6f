import { expect } from 'chai';
import { Refusal } from '../kernel/refusal.js';
import { Copy, type CopyStatus } from './copy.js';

const statuses: readonly CopyStatus[] = [
  'in_process',
  'available',
  'on_loan',
  'on_hold_shelf',
  'in_transit',
  'in_repair',
  'missing',
  'lost',
  'withdrawn',
];

/** The allowed statuses after each status. */
const allowed: Readonly<Record<CopyStatus, string>> = {
  in_process: 'available withdrawn',
  available: 'on_loan on_hold_shelf in_repair missing lost withdrawn',
  on_loan: 'available on_hold_shelf lost',
  on_hold_shelf: 'on_loan available',
  in_transit: '',
  in_repair: 'available withdrawn',
  missing: 'available lost withdrawn',
  lost: 'available withdrawn',
  withdrawn: '',
};

const copyThatIs = (status: CopyStatus): Copy => {
  const copy = new Copy(1, 'C00000001', 'standard', new Date('2026-12-01T09:30:00Z'));
  copy.status = status;
  return copy;
};

describe('A copy', () => {
  it('begins as available, without a place of its own', () => {
    const copy = new Copy(7, 'C00000001', 'short_loan', new Date(0));
    expect(copy).to.include({ bookId: 7, barcode: 'C00000001', kind: 'short_loan', status: 'available' });
    expect(copy).to.include({ callNumber: null, shelf: null });
  });

  for (const from of statuses) {
    const targets = allowed[from].split(' ');
    it(`that is ${from} may become ${targets.join(', ') || 'nothing else'}, and nothing else`, () => {
      for (const to of statuses) {
        const copy = copyThatIs(from);
        if (targets.includes(to)) {
          copy.moveTo(to);
          expect(copy.status).to.equal(to);
        } else {
          expect(() => copy.moveTo(to), to)
            .to.throw(Refusal)
            .with.property('code', 'catalogue.copy_state_invalid');
          expect(copy.status).to.equal(from);
        }
      }
    });
  }

  it('can be lent a second time only after its return', () => {
    const copy = copyThatIs('available');
    copy.moveTo('on_loan');
    expect(() => copy.moveTo('on_loan')).to.throw(Refusal);
    copy.moveTo('available');
    copy.moveTo('on_loan');
    expect(copy.status).to.equal('on_loan');
  });

  it('is not moved by hand into or out of a loan or hold, except that a lent one is reported lost', () => {
    const busy = new Set<CopyStatus>(['on_loan', 'on_hold_shelf', 'in_transit']);
    for (const from of statuses) {
      for (const to of statuses) {
        const isMove = allowed[from].split(' ').includes(to);
        const isByHand = isMove && !busy.has(to) && (!busy.has(from) || to === 'lost');
        const copy = copyThatIs(from);
        if (isByHand) copy.moveByHand(to);
        else expect(() => copy.moveByHand(to), `${from} ${to}`).to.throw(Refusal);
        expect(copy.status).to.equal(isByHand ? to : from);
      }
    }
  });
});
