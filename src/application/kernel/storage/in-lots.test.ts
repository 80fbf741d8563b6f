import { expect } from 'chai';
import sinon from 'sinon';
import { inLots } from './in-lots.js';

const running = new AbortController().signal;

describe('Work in batches', () => {
  it('continues until a batch is not full, and returns the total', async () => {
    const work = sinon.stub<[number], Promise<number>>().resolves(50);
    work.onThirdCall().resolves(7);
    expect(await inLots(running, work, 50)).to.equal(107);
    expect(work.args).to.deep.equal([[50], [50], [50]]);
  });

  it('uses batches of 1,000 by default', async () => {
    const work = sinon.stub<[number], Promise<number>>().resolves(0);
    await inLots(running, work);
    expect(work.args).to.deep.equal([[1_000]]);
  });

  it('begins no further batch after a stop', async () => {
    const stopping = new AbortController();
    const work = sinon.stub<[number], Promise<number>>().callsFake((limit) => {
      stopping.abort();
      return Promise.resolve(limit);
    });
    expect(await inLots(stopping.signal, work, 50)).to.equal(50);
  });
});
