import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { BookMilestoneService } from '../../../application/catalogue/lists/book-milestone-service.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { countBooks } from './count-books.js';

describe('The command count-books', () => {
  let milestones: SinonStubbedInstance<BookMilestoneService>;
  let handler: CommandHandler;

  beforeEach(() => {
    milestones = sinon.createStubInstance(BookMilestoneService);
    handler = handlerOf(countBooks, BookMilestoneService, milestones);
  });
  afterEach(() => sinon.restore());

  for (const [before, output] of [
    [12, 'Books: 12, as kept\n'],
    [13, 'Books: 12, 13 were kept\n'],
    [null, 'Books: 12, none were kept\n'],
  ] as const) {
    it(`reports the number of books and the one that was kept: ${before}`, async () => {
      milestones.recount.resolves({ before, counted: 12 });
      expect(await outputOf(() => handler.run())).to.equal(output);
    });
  }

  it('fails while the worker works on the milestones', async () => {
    milestones.recount.resolves(undefined);
    const failure = await outputOf(() => handler.run()).catch((error: Error) => error.message);
    expect(failure).to.equal('The worker is setting milestones. Run the command again.');
  });
});
