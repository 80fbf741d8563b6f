import { expect } from 'chai';
import { Random } from '../content/random.js';
import type { Operation } from './documents.js';
import { validValue, type Source } from './values.js';
import { World } from './world.js';

const operation = { id: 'listThings', major: 'v2', minor: '2.0', path: '/v2/things' } as unknown as Operation;
const at = Date.parse('2026-11-07T08:00:00Z');

/** Values of a field, made after the library has shown these things. */
function valuesOf(name: string, schema: object, things: readonly object[]): unknown[] {
  const world = new World([operation]);
  world.learn(operation, '/v2/things', {
    status: 200,
    headers: { 'content-type': 'application/json' },
    text: JSON.stringify({ data: things }),
  });
  const source: Source = { document: {}, world, random: new Random(1), at };
  return Array.from({ length: 300 }, () => validValue({ ...schema }, name, source));
}

describe('Valid values', () => {
  it('of a period begin and end at a known time, and a millisecond beside it', () => {
    const values = valuesOf('before', { type: 'string', format: 'date-time' }, [
      { at: '2026-10-01T09:00:00.123Z' },
    ]);
    expect(values).to.include.members([
      '2026-10-01T09:00:00.122Z',
      '2026-10-01T09:00:00.123Z',
      '2026-10-01T09:00:00.124Z',
    ]);
  });

  it('of a filter by ISBN are known ones in every form, and new ones with spaces and hyphens', () => {
    const values = valuesOf('isbn', { type: 'string', maxLength: 100 }, [
      { isbn: '978-0-14-305814-4', isbn13: '9780143058144' },
    ]).map(String);
    expect(values).to.include.members(['978-0-14-305814-4', '9780143058144']);
    expect(values.some((value) => value.includes(' '))).to.equal(true);
    expect(values.some((value) => /^\d+-\d+-\d+-[\dX]$/.test(value))).to.equal(true);
  });

  it('of a year are known ones and those beside them', () => {
    const values = valuesOf('yearTo', { type: 'integer', minimum: -3000, maximum: 2100 }, [{ year: 1866 }]);
    expect(values).to.include.members([1865, 1866, 1867, -3000, 2100]);
  });
});
