import { expect } from 'chai';
import { Timeline } from './timeline.js';

const noon = new Date('2027-02-01T12:00:00Z');

describe('The timeline of the demo', () => {
  let lines: string[];
  let timeline: Timeline;
  beforeEach(() => {
    lines = [];
    timeline = new Timeline((line) => lines.push(line));
  });

  it('shows each day once', () => {
    timeline.note(noon, 'Lantern', 'gets 200');
    timeline.note(new Date('2027-02-01T14:05:00Z'), 'Kiosk', 'gets 410');
    timeline.note(new Date('2027-02-02T14:05:00Z'), 'Kiosk', 'gets 200');
    expect(lines).to.deep.equal([
      '2027-02-01  12:00  Lantern    gets 200',
      '            14:05  Kiosk      gets 410',
      '2027-02-02  14:05  Kiosk      gets 200',
    ]);
  });

  it('shows a text line by line', () => {
    timeline.quote('Hello,\n\nit is gone.\n');
    expect(lines).to.deep.equal([
      '                   | Hello,',
      '                   |',
      '                   | it is gone.',
    ]);
  });

  it('sums up what each was told', () => {
    timeline.note(noon, 'Lantern', 'gets 200');
    timeline.note(noon, 'Kiosk', 'gets 410');
    timeline.note(new Date('2027-02-02T14:05:00Z'), 'Kiosk', 'gets 410');
    lines = [];
    timeline.summary();
    expect(lines.slice(1)).to.deep.equal([
      '    2  2027-02-01  2027-02-02  Kiosk      gets 410',
      '    1  2027-02-01  2027-02-01  Lantern    gets 200',
    ]);
  });

  it('counts what is not as expected, and shows what was found', () => {
    timeline.expect('Kiosk is answered', true, 200);
    expect(timeline.faults).to.equal(0);
    timeline.expect('Kiosk is answered', false, 410);
    expect(timeline.faults).to.equal(1);
    expect(lines).to.deep.equal([
      '                   ✓ Kiosk is answered',
      '                   ✗ Kiosk is answered, but: 410',
    ]);
  });
});
