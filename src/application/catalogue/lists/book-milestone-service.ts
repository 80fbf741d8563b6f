import { inject, injectable } from 'tsyringe';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { BookMilestones } from './book-milestones.js';

/** Noted changes merged in one transaction: a second or two of work. */
const lot = 10_000;

/** Keeps the total and the late pages of the list of all books cheap to read. They are exact without it as well. */
@injectable()
export class BookMilestoneService {
  constructor(
    @inject(BookMilestones) private readonly milestones: BookMilestones,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /**
   * Merges the noted changes, and fills gaps until none is left or it is stopped. It ends when a pass sets nothing: a gap
   * can be one of books that a change has just removed. Each lot and each gap is one transaction.
   */
  async keep(stop: AbortSignal): Promise<void> {
    await this.alone(() => this.milestones.prepare());
    for (let set = 1; set > 0 && !stop.aborted;) {
      await inLots(stop, async (limit) => (await this.alone(() => this.milestones.merge(limit))) ?? 0, lot);
      set = await this.fillAll(stop);
    }
  }

  /**
   * Repairs both after a write that nobody noted, as of a restored table. The job sets the milestones again.
   * @returns undefined while the job works
   */
  recount(): Promise<Awaited<ReturnType<BookMilestones['recount']>> | undefined> {
    return this.alone(() => this.milestones.recount());
  }

  /** One pass over the largest gaps. Returns the number of new milestones. */
  private async fillAll(stop: AbortSignal): Promise<number> {
    let set = 0;
    for (const gap of await this.work.run(() => this.milestones.gaps()))
      if (!stop.aborted) set += (await this.alone(() => this.milestones.fill(gap))) ?? 0;
    return set;
  }

  /** Undefined while another process works. */
  private alone<T>(step: () => Promise<T>): Promise<T | undefined> {
    return this.work.run(async () => ((await this.milestones.lock()) ? step() : undefined));
  }
}
