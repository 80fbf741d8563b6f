import { expect } from 'chai';
import { withClient } from '../migrations/with-client.js';
import { runJob } from '../../support/jobs.js';
import { accountRequests } from './account-requests.js';
import { catalogueRequests, cataloguingRequests } from './catalogue-requests.js';
import { circulationRequests } from './circulation-requests.js';
import type { HotRequest } from './hot-request.js';
import { largeTables, openLargeLibrary, type LargeLibrary } from './large-library.js';
import { operatorRequests } from './operator-requests.js';
import { conditionsOf, costlySteps, indexesOf, type Executed } from './plan.js';

/** A statement gets a name the second time; after five more executions PostgreSQL considers a generic plan. */
const times = 8;

const otherRequests: readonly HotRequest[] = [
  ...cataloguingRequests,
  ...circulationRequests,
  ...accountRequests,
  ...operatorRequests,
];

const jobs: readonly (readonly [name: string, by: string])[] = [
  ['kernel.deliver_events', 'outbox_event_waiting'],
  ['kernel.forget_answers', 'idempotent_answer_age'],
  ['accounts.remove_expired_sessions', 'session_expiry'],
  ['notices.plan', 'loan_due'],
  ['notices.send', 'notice_waiting'],
  ['circulation.forget_borrowers', 'loan_past'],
];

describe('Every hot statement', () => {
  let library: LargeLibrary;
  let turn = 0;
  before(async function () {
    this.timeout(120_000);
    library = await openLargeLibrary();
  });
  after(() => library.close());

  for (const request of catalogueRequests)
    it(`uses an index: ${request.title}`, () => expectIndexes(request));

  // In this small library, some names are not rare enough.
  it('reads only the rare words of a search in the index of words', async () => {
    const searches = catalogueRequests.filter(({ title }) => title.includes('a rare name beside a word'));
    expect(searches).to.have.length(2);
    for (const search of searches) {
      const conditions = (await ask(search)).flatMap(({ plan }) => conditionsOf(plan, 'book_document'));
      expect(conditions.some((condition) => !condition.includes("'the'"))).to.equal(true);
    }
  });

  describe('including the statements in triggers and functions', () => {
    before(() => library.tellAll());

    for (const request of otherRequests) it(`uses an index: ${request.title}`, () => expectIndexes(request));

    for (const [name, by] of jobs)
      it(`uses an index: the job ${name}`, async () => {
        await library.watch.take();
        await runJob(library.running.service, name);
        const executed = await library.watch.take();
        expect(faultsIn(executed)).to.deep.equal([]);
        expect(notUsed([by], executed)).to.deep.equal([]);
      });
  });

  // Last of all: an index is dropped.
  describe('after all others', () => {
    it('is detected when its index is missing', async () => {
      const request = catalogueRequests.find(({ by }) => by.includes('copy_barcode_unique'));
      if (!request) throw new Error('No statement looks a copy up by its barcode.');
      await withClient(library.running.databaseUrl, (client) =>
        client.query('drop index copy_barcode_unique'),
      );
      const executed = await ask(request);
      expect(notUsed(request.by, executed)).to.deep.equal(['copy_barcode_unique']);
      expect(faultsIn(executed).join()).to.match(/^Seq Scan on copy: select .* where .*upper\(barcode\)/);
    });
  });

  async function expectIndexes(request: HotRequest): Promise<void> {
    const executed = await ask(request);
    expect(faultsIn(executed)).to.deep.equal([]);
    expect(notUsed(request.by, executed)).to.deep.equal([]);
  }

  async function ask({ ask: askOnce }: HotRequest): Promise<Executed[]> {
    await library.watch.take();
    for (let time = 0; time < times; time++) await askOnce(library, turn++ % library.samples.length);
    return library.watch.take();
  }
});

/** The steps whose time grows with the library, each with its statement. */
function faultsIn(executed: readonly Executed[]): string[] {
  const costly = executed.flatMap(({ statement, plan }) =>
    costlySteps(plan, largeTables).map((step) => `${step}: ${statement.replaceAll(/\s+/g, ' ').trim()}`),
  );
  return [...new Set(costly)];
}

function notUsed(indexes: readonly string[], executed: readonly Executed[]): string[] {
  const used = executed.flatMap(({ plan }) => indexesOf(plan));
  return indexes.filter((index) => !used.some((name) => new RegExp(`^(${index})`).test(name)));
}
