import { inject, injectable } from 'tsyringe';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { inLots } from '../../kernel/storage/in-lots.js';
import { SearchIndex } from './search-index.js';

/** Few enough for the statement timeout, and for readers not to notice. */
const lot = 200;

/** Keeps what searches read up to date with the rules of this release. */
@injectable()
export class SearchIndexService {
  constructor(
    @inject(SearchIndex) private readonly index: SearchIndex,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Refreshes the books that an older release indexed, lot by lot, until none is left or it is stopped. */
  async refresh(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.work.run(() => this.index.refresh(limit)), lot);
  }

  weighWords(): Promise<void> {
    return this.work.run(() => this.index.weighWords());
  }
}
