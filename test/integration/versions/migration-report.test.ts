import { expect } from 'chai';
import fc from 'fast-check';
import { FakeOwnUsage } from '../../../src/application/usage/report/own-usage.fake.js';
import { OwnUsage } from '../../../src/application/usage/report/own-usage.js';
import { ContractDiffs } from '../../../src/interface/documentation/migration/contract-diffs.js';
import type { Difference } from '../../../src/interface/documentation/migration/difference.js';
import type { MigrationReport } from '../../../src/interface/v2/usage/report/report-shapes.js';
import type { Problem } from '../../../src/interface/v2/problem.js';
import type { Answer } from '../../support/api-client.js';
import { startService, type RunningService } from '../../support/service.js';

const newest = { 'API-Version': '2.3' };

describe('The migration report', function () {
  this.timeout(60_000);
  const usage = new FakeOwnUsage();
  let service: RunningService;
  /** From 1.0 to the newest minor. */
  let whole: readonly Difference[];
  let token: string;
  let patronId: number;

  before(async () => {
    service = await startService({
      overrides: [(container) => container.registerInstance<OwnUsage>(OwnUsage, usage)],
    });
    const diffs = service.service.container.resolve<ContractDiffs>(ContractDiffs);
    whole = (await diffs.between('1.0', '2.3')) ?? [];
    await diffs.between('2.0', '2.1');
    token = await service.api.logIn('librarian');
    const { body } = await service.api.get('/v1/users/me', { token });
    patronId = (body as { id: number }).id;
  });
  after(() => service.stop());
  beforeEach(() => usage.clear());

  /** A busy machine refuses a request now and then. */
  const ask = async (from: string, to: string, tries = 20): Promise<Answer> => {
    const path = `/v2/me/migration-report?from=${from}&to=${to}`;
    const answer = await service.api.get(path, { token, headers: newest });
    return answer.status === 503 && tries > 1 ? ask(from, to, tries - 1) : answer;
  };

  const report = async (from: string, to: string): Promise<MigrationReport> => {
    const { status, body } = await ask(from, to);
    expect(status, JSON.stringify(body)).to.equal(200);
    return body as MigrationReport;
  };

  const called = (operationId: string, minor = '1.0', calls = 3) =>
    usage.add(patronId, { operationId, minor, calls, lastAt: new Date() });

  it('is empty for a client without usage, and counts all changes', async () => {
    const { calls, affecting, unaffected } = await report('1.0', '2.3');
    expect([calls, affecting]).to.deep.equal([0, []]);
    expect(unaffected).to.equal(whole.length).and.greaterThan(50);
  });

  it('has exactly the changes of the operations that are called', async () => {
    called('listBooks');
    const { affecting, unaffected } = await report('1.0', '2.3');
    const wanted = whole.filter(({ operations }) => operations.includes('listBooks'));
    expect(affecting.map(({ id }) => id)).to.have.members(wanted.map(({ id }) => id));
    expect(affecting.map(({ id }) => id)).to.include.members([
      'operation:listBooks',
      'fields:BookV1',
      'fields:RefusalV1',
      'topic:lists',
      'topic:ids',
    ]);
    expect(affecting.map(({ id }) => id)).not.to.include('operation:getBook');
    expect(affecting.every(({ calls }) => calls === 3)).to.equal(true);
    expect(unaffected + affecting.length).to.equal(whole.length);
  });

  it('shows what an operation becomes, with its parameters and both requests', async () => {
    called('listBooks');
    const { affecting } = await report('1.0', '2.3');
    const moved = affecting.find(({ id }) => id === 'operation:listBooks');
    expect(moved).to.deep.include({
      title: '`GET /v1/books` becomes `GET /v2/books`.',
      guide: '/docs/guides/v1-to-v2#operation-listBooks',
      example: { operationId: 'listBooks', before: 'GET /v1/books', after: 'GET /v2/books' },
    });
    expect(moved?.parts).to.deep.include({
      before: 'query year_from: integer',
      after: 'query yearFrom: integer',
      note: '',
    });
  });

  it('shows the answer of both majors for a shape', async () => {
    called('getBook');
    const { affecting } = await report('1.0', '2.3');
    const { example } = affecting.find(({ id }) => id === 'fields:BookV1') ?? {};
    expect(example?.before).to.match(/^GET \/v1\/books\/1\n\n200 OK\n\{\n {2}"id": 1,/);
    expect(example?.after).to.match(/^GET \/v2\/books\/book_\w+\n\n200 OK\n\{\n {2}"id": "book_/);
  });

  it('compares minors of one major, with the declared example of the change', async () => {
    called('getLoan', '2.0');
    called('listBooks', '2.0');
    const { affecting } = await report('2.0', '2.1');
    expect(affecting.map(({ id }) => id)).to.deep.equal(['change:v2-renewals-left']);
    expect(affecting[0]).to.deep.include({
      guide: '/docs/changelog/v2#v2-renewals-left',
      parts: [{ before: null, after: 'Loan: renewalsLeft', note: '' }],
    });
    expect(affecting[0]?.example.before).not.to.include('renewalsLeft');
    expect(affecting[0]?.example.after).to.include('"renewalsLeft": 2');
  });

  it('leaves out calls that ask for the newer minor already', async () => {
    called('getLoan', '2.1');
    const { affecting, calls, unaffected } = await report('2.0', '2.1');
    expect([calls, affecting, unaffected]).to.deep.equal([3, [], 1]);
  });

  it('divides the whole difference, whatever a client calls', async () => {
    const operations = [...new Set(whole.flatMap((each) => each.operations))];
    await fc.assert(
      fc.asyncProperty(fc.subarray(operations), async (some) => {
        usage.clear();
        for (const each of some) called(each);
        const { affecting, unaffected } = await report('1.0', '2.3');
        const all = whole;
        const ids = new Set(affecting.map(({ id }) => id));
        const rest = all.filter(({ id }) => !ids.has(id));
        expect(rest.length).to.equal(unaffected);
        expect(rest.flatMap((each) => each.operations).filter((each) => some.includes(each))).to.deep.equal(
          [],
        );
        expect(
          affecting.flatMap((each) => each.operations).every((each) => some.includes(each.operationId)),
        ).to.equal(true);
      }),
      { numRuns: 25 },
    );
  });

  for (const [from, to, parameter] of [
    ['0.9', '2.0', 'from'],
    ['', '2.0', 'from'],
    ['1.0', '1.0', 'to'],
    ['1.1', '1.0', 'to'],
    ['2.0', '1.0', 'to'],
    ['1.0', '2.99', 'to'],
  ] as const) {
    it(`refuses to compare "${from}" with "${to}", and says what can be compared`, async () => {
      const { status, body } = await ask(from, to);
      const [error, ...others] = (body as Problem).errors ?? [];
      expect([status, error?.parameter, error?.code, others]).to.deep.equal([
        400,
        parameter,
        'not_one_of',
        [],
      ]);
      expect(error?.parameters?.['allowed']).to.include(parameter === 'from' ? '1.0' : '2.3');
    });
  }

  it('needs a sign-in', async () => {
    const { status } = await service.api.get('/v2/me/migration-report?from=1.0&to=2.0', { headers: newest });
    expect(status).to.equal(401);
  });
});
