import { inject, injectable } from 'tsyringe';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { BookMilestones } from './book-milestones.js';

/** Keeps the total and the late pages of the list of all books cheap to read. They are exact without it as well. */
@injectable()
export class BookMilestoneService {
  constructor(
    @inject(BookMilestones) private readonly milestones: BookMilestones,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Merges the noted changes, and fills gaps until none is left or it is stopped. */
  async keep(stop: AbortSignal): Promise<void> {
    let isMine = await this.alone(() => this.milestones.merge());
    while (isMine && !stop.aborted) {
      const gaps = await this.work.run(() => this.milestones.gaps());
      if (gaps.length === 0) return;
      for (const gap of gaps)
        isMine = isMine && !stop.aborted && (await this.alone(() => this.milestones.fill(gap)));
    }
  }

  /**
   * Repairs both after a write that nobody noted, as of a restored table. The job sets the milestones again.
   * @returns undefined while the job works
   */
  async recount(): Promise<Awaited<ReturnType<BookMilestones['recount']>> | undefined> {
    return this.work.run(async () =>
      (await this.milestones.lock()) ? this.milestones.recount() : undefined,
    );
  }

  /** False while another process works. */
  private alone(step: () => Promise<void>): Promise<boolean> {
    return this.work.run(async () => {
      const isMine = await this.milestones.lock();
      if (isMine) await step();
      return isMine;
    });
  }
}
