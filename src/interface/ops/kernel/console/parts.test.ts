import { expect } from 'chai';
import { html } from '../../../documentation/discovery/html.js';
import { count, distance, moment, table } from './parts.js';

const now = new Date('2026-12-01T10:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

describe('The parts of the console', () => {
  for (const [seconds, said] of [
    [0, '0 s ago'],
    [-59, '59 s ago'],
    [-60, '1 min ago'],
    [-7_199, '1 h ago'],
    [-172_800, '2 d ago'],
    [120, 'in 2 min'],
  ] as const) {
    it(`say a distance of ${seconds} s as "${said}"`, () => {
      expect(distance(at(seconds), now)).to.equal(said);
    });
  }

  it('show a moment for people and for programs', () => {
    expect(moment(at(-60), now).text)
      .to.include('datetime="2026-12-01T09:59:00.000Z"')
      .and.include('2026-12-01 09:59')
      .and.include('1 min ago');
    expect(moment(null, now).text).to.include('never');
  });

  it('separate thousands', () => {
    expect([7, 1_234, 1_234_567].map(count)).to.deep.equal(['7', '1\u202f234', '1\u202f234\u202f567']);
  });

  it('escape what a cell contains, and say when there is no row', () => {
    const columns = [{ title: 'Name', cell: (row: string) => row }];
    expect(table('Clients', columns, ['<b>']).text)
      .to.include('&#60;b&#62;')
      .and.not.include('<b>');
    expect(table('Clients', columns, []).text).to.include('Clients: none.');
    expect(html`${table('Clients', columns, ['x'])}`.text).to.include('tabindex="0"');
  });
});
