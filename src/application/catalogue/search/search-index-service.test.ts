import 'reflect-metadata';
import { expect } from 'chai';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { SearchIndexService } from './search-index-service.js';

/** Books that an older release indexed, so many. */
function indexOf(outdated: number) {
  const lots: number[] = [];
  const refresh = (limit: number) => {
    const refreshed = Math.min(limit, outdated);
    outdated -= refreshed;
    lots.push(refreshed);
    return Promise.resolve(refreshed);
  };
  let weighed = 0;
  const weighWords = () => Promise.resolve(void (weighed += 1));
  return { lots, refresh, weighWords, times: () => weighed };
}

describe('The search index service', () => {
  it('refreshes 200 books at a time, until fewer are left', async () => {
    const index = indexOf(450);
    await new SearchIndexService(index, new FakeUnitOfWork()).refresh(new AbortController().signal);
    expect(index.lots).to.deep.equal([200, 200, 50]);
  });

  it('begins no further lot after a stop', async () => {
    const index = indexOf(450);
    await new SearchIndexService(index, new FakeUnitOfWork()).refresh(AbortSignal.abort());
    expect(index.lots).to.have.lengthOf.at.most(1);
  });

  it('weighs the words', async () => {
    const index = indexOf(0);
    await new SearchIndexService(index, new FakeUnitOfWork()).weighWords();
    expect(index.times()).to.equal(1);
  });
});
