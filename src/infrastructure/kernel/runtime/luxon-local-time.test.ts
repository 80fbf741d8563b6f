import { expect } from 'chai';
import { LuxonLocalTime } from './luxon-local-time.js';

const endOfDay = (zone: string, from: string, days: number): string =>
  new LuxonLocalTime(zone).endOfDay(new Date(from), days).toISOString();

describe("The library's local time", () => {
  for (const [what, zone, from, days, expected] of [
    ['the same day in UTC', 'UTC', '2026-12-01T09:30:00Z', 0, '2026-12-01T23:59:59.000Z'],
    ['a later day in UTC', 'UTC', '2026-12-01T09:30:00Z', 21, '2026-12-22T23:59:59.000Z'],
    ['a zone to the west', 'America/Los_Angeles', '2026-12-01T09:30:00Z', 1, '2026-12-03T07:59:59.000Z'],
    // 03:00 in UTC is still the evening before in Los Angeles.
    [
      'the evening before, west',
      'America/Los_Angeles',
      '2026-12-02T03:00:00Z',
      1,
      '2026-12-03T07:59:59.000Z',
    ],
    ['a zone to the east', 'Asia/Tokyo', '2026-12-01T09:30:00Z', 1, '2026-12-02T14:59:59.000Z'],
    // 16:00 in UTC is already the next day in Tokyo.
    ['the next morning, east', 'Asia/Tokyo', '2026-12-01T16:00:00Z', 1, '2026-12-03T14:59:59.000Z'],
    ['the farthest east', 'Pacific/Kiritimati', '2026-12-01T10:00:00Z', 1, '2026-12-03T09:59:59.000Z'],
    ['the farthest west', 'Pacific/Pago_Pago', '2026-12-01T10:59:59Z', 1, '2026-12-02T10:59:59.000Z'],
    ['an offset of three quarters', 'Asia/Kathmandu', '2026-12-01T18:15:00Z', 0, '2026-12-02T18:14:59.000Z'],
    // Berlin: 25 October 2026 has 25 hours, 28 March 2027 has 23.
    ['over the end of summer time', 'Europe/Berlin', '2026-10-20T10:00:00Z', 21, '2026-11-10T22:59:59.000Z'],
    ['over its beginning', 'Europe/Berlin', '2027-03-20T10:00:00Z', 21, '2027-04-10T21:59:59.000Z'],
    ['on the day of 25 hours', 'Europe/Berlin', '2026-10-24T21:30:00Z', 1, '2026-10-25T22:59:59.000Z'],
    ['on the day of 23 hours', 'Europe/Berlin', '2027-03-27T22:59:59Z', 1, '2027-03-28T21:59:59.000Z'],
    [
      'from a time that the due day does not have',
      'Europe/Berlin',
      '2027-03-27T01:30:00Z',
      1,
      '2027-03-28T21:59:59.000Z',
    ],
    ['from a time that occurs twice', 'Europe/Berlin', '2026-10-25T01:30:00Z', 0, '2026-10-25T22:59:59.000Z'],
    ['the southern summer', 'America/Santiago', '2026-09-01T12:00:00Z', 14, '2026-09-16T02:59:59.000Z'],
    // Santiago: 6 September 2026 begins at 01:00; 4 April 2026 ends an hour late.
    ['a day without a midnight', 'America/Santiago', '2026-09-05T04:30:00Z', 1, '2026-09-07T02:59:59.000Z'],
    [
      'a day with its last hour twice',
      'America/Santiago',
      '2026-04-03T12:00:00Z',
      1,
      '2026-04-05T03:59:59.000Z',
    ],
    ['a leap day', 'Europe/Berlin', '2028-02-28T12:00:00Z', 1, '2028-02-29T22:59:59.000Z'],
    ['over a leap day', 'Europe/Berlin', '2028-02-28T12:00:00Z', 2, '2028-03-01T22:59:59.000Z'],
    ['the turn of the year', 'America/New_York', '2026-12-31T12:00:00Z', 1, '2027-01-02T04:59:59.000Z'],
  ] as const) {
    it(`finds the end of the local day, ${what}: ${from} in ${zone}, and ${days} further`, () => {
      expect(endOfDay(zone, from, days)).to.equal(expected);
    });
  }

  it("begins a new day at the library's midnight, and can return the day before", () => {
    const calendar = new LuxonLocalTime('Europe/Berlin');
    const tomorrow = (from: string): string => calendar.endOfDay(new Date(from), 1).toISOString();
    expect([
      tomorrow('2026-10-24T21:59:59.999Z'),
      tomorrow('2026-10-24T22:00:00.000Z'),
      tomorrow('2026-10-25T22:59:59.999Z'),
      tomorrow('2026-10-25T23:00:00.000Z'),
      tomorrow('2026-10-24T21:59:59.999Z'),
    ]).to.deep.equal([
      '2026-10-25T22:59:59.000Z',
      '2026-10-26T22:59:59.000Z',
      '2026-10-26T22:59:59.000Z',
      '2026-10-27T22:59:59.000Z',
      '2026-10-25T22:59:59.000Z',
    ]);
  });

  it('has the weekday of the library, not that of UTC', () => {
    // A Sunday evening in UTC.
    const instant = new Date('2026-12-06T22:00:00Z');
    expect(new LuxonLocalTime('UTC').weekday(instant)).to.equal(7);
    expect(new LuxonLocalTime('Asia/Tokyo').weekday(instant)).to.equal(1);
    expect(new LuxonLocalTime('America/New_York').weekday(new Date('2026-12-07T03:00:00Z'))).to.equal(7);
  });

  it('has every due date at the last second of a local day, in a year of any zone', () => {
    for (const zone of [
      'Europe/London',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Gaza',
    ]) {
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' });
      const calendar = new LuxonLocalTime(zone);
      const start = new Date('2026-01-01T12:00:00Z');
      const ends = Array.from({ length: 366 }, (_, days) => calendar.endOfDay(start, days));
      expect(new Set(ends.map((end) => clock.format(end))), zone).to.deep.equal(new Set(['23:59:59']));
      expect(new Set(ends.map(Number)).size, zone).to.equal(366);
    }
  });
});
