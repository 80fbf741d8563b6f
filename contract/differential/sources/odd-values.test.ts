import { expect } from 'chai';
import { Random } from '../content/random.js';
import { oddValue } from './odd-values.js';
import type { Source } from './values.js';
import { World } from './world.js';

const source: Source = { document: {}, world: new World([]), random: new Random(1), at: 0 };
const valuesOf = (schema: object) => Array.from({ length: 400 }, () => oddValue({ ...schema }, source));

describe('Odd values', () => {
  it('are just beyond the bounds of a number', () => {
    expect(valuesOf({ type: 'integer', minimum: 1, maximum: 200 })).to.include.members([0, 201]);
  });

  it('are as long as a text may be, and longer', () => {
    const lengths = valuesOf({ type: 'string', maxLength: 40 }).map((value) => String(value).length);
    expect(lengths).to.include.members([40, 41]);
  });

  it('are inside of the items of a list, too', () => {
    const reason = { type: 'string', maxLength: 40 };
    const items = { type: 'object', required: ['reason'], properties: { reason } };
    const inside = valuesOf({ type: 'array', items }).flatMap((value) =>
      Array.isArray(value) ? value.map((item: { reason?: unknown } | null) => item?.reason) : [],
    );
    expect(inside).to.include.members([null, 'x'.repeat(41)]);
  });
});
