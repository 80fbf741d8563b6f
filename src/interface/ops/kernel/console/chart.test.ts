import { expect } from 'chai';
import { chart, daysBetween } from './chart.js';

describe('A chart of the console', () => {
  const points = [
    { day: '2026-12-01', series: '1.0', value: 1_200 },
    { day: '2026-12-03', series: '2.1', value: 7 },
  ];
  const { text } = chart('Calls', points, '2026-12-01', '2026-12-03');

  it('has a table with a row for each day and a column for each series, with 0 where there is none', () => {
    const rows = [...text.matchAll(/<time datetime="([\d-]+)"/g)].map(([, day]) => day);
    expect(rows).to.deep.equal(['2026-12-01', '2026-12-02', '2026-12-03']);
    const values = [...text.matchAll(/data-value="(\d+)"/g)].map(([, value]) => value);
    expect(values).to.deep.equal(['1200', '0', '0', '0', '0', '7']);
  });

  it('says when there is nothing to draw', () => {
    expect(chart('Calls', [], '2026-12-01', '2026-12-03').text).to.include('Calls: none.');
  });

  it('spans the end of a month and of a summer time', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).to.have.lengthOf(3);
    expect(daysBetween('2026-02-28', '2026-03-01')).to.deep.equal(['2026-02-28', '2026-03-01']);
  });
});
