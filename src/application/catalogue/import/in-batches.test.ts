import { expect } from 'chai';
import { inBatches } from './in-batches.js';

async function* upTo(last: number): AsyncGenerator<number> {
  for (let each = 1; each <= last; each++) yield await Promise.resolve(each);
}

describe('Items in batches', () => {
  it('keep their order, and the last batch is smaller', async () => {
    expect(await Array.fromAsync(inBatches(upTo(5), 2))).to.deep.equal([[1, 2], [3, 4], [5]]);
  });

  it('make no empty batch', async () => {
    expect(await Array.fromAsync(inBatches(upTo(4), 2))).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
    expect(await Array.fromAsync(inBatches(upTo(0), 2))).to.deep.equal([]);
  });
});
