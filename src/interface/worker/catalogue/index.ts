import { BookMilestoneService } from '../../../application/catalogue/lists/book-milestone-service.js';
import { SearchIndexService } from '../../../application/catalogue/search/search-index-service.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'catalogue.refresh_search',
    schedule: '40 * * * *',
    service: SearchIndexService,
    run: (index, stop) => index.refresh(stop),
  }),
  workerJob({
    name: 'catalogue.weigh_words',
    schedule: '25 3 * * *',
    service: SearchIndexService,
    run: (index) => index.weighWords(),
  }),
  workerJob({
    name: 'catalogue.keep_milestones',
    schedule: '* * * * *',
    service: BookMilestoneService,
    run: (milestones, stop) => milestones.keep(stop),
  }),
];
