import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { BookMilestoneService } from '../../../application/catalogue/lists/book-milestone-service.js';
import { SearchIndexService } from '../../../application/catalogue/search/search-index-service.js';
import { jobs } from './index.js';

describe('The jobs of the catalogue', () => {
  afterEach(() => sinon.restore());

  it('refresh the search until they are stopped', async () => {
    const { signal } = new AbortController();
    const index = sinon.createStubInstance(SearchIndexService);
    await runJob(jobs, 'catalogue.refresh_search', index, signal);
    expect(index.refresh.args).to.deep.equal([[signal]]);
  });

  it('weigh the words of the catalogue', async () => {
    const index = sinon.createStubInstance(SearchIndexService);
    await runJob(jobs, 'catalogue.weigh_words', index, new AbortController().signal);
    expect(index.weighWords.callCount).to.equal(1);
  });

  it('keep the milestones of the list of all books until they are stopped', async () => {
    const { signal } = new AbortController();
    const milestones = sinon.createStubInstance(BookMilestoneService);
    await runJob(jobs, 'catalogue.keep_milestones', milestones, signal);
    expect(milestones.keep.args).to.deep.equal([[signal]]);
  });
});
