import { expect } from 'chai';
import { TwinSampling } from '../../../src/interface/kernel/twins/twin-check.js';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Answer } from '../../support/api-client.js';
import { startService, type RunningService } from '../../support/service.js';

const every: TwinSampling = { oneOf: 1, isBusy: () => false };

/** A busy machine refuses a request now and then. */
async function answerOf(service: RunningService, path: string, tries = 20): Promise<Answer> {
  const answer = await service.api.get(path);
  return answer.status === 503 && tries > 1 ? answerOf(service, path, tries - 1) : answer;
}

describe('The twin check of the running service', function () {
  this.timeout(60_000);
  let service: RunningService;
  let token: string;

  before(async () => {
    service = await startService({
      config: { metricsPort: 9_464 },
      overrides: [(container) => container.registerInstance<TwinSampling>(TwinSampling, every)],
    });
    token = await service.api.logIn('librarian');
  });
  after(() => service.stop());

  /** Name and labels → value. */
  const figures = async (): Promise<ReadonlyMap<string, number>> => {
    const { text = '' } = (await service.service.metrics?.read()) ?? {};
    const lines = text.matchAll(/^(shelflife_twin_\w+\{.*\}) (\S+)$/gm);
    return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
  };

  it('compares the reads of both majors in the seeded library, and finds only what is intended', async () => {
    const paths = [
      '/v1/books?per_page=100',
      '/v1/books/search?q=time',
      '/v1/books/1',
      '/v1/users/me',
      '/v1/users?per_page=50',
      '/v1/users/1',
      '/v2/books?limit=100',
      '/v2/books?limit=100&fields=title,year',
      `/v2/books/${toId('book', 1)}`,
      '/v2/me',
      '/v2/patrons',
      '/v2/loans?limit=100',
    ];
    for (const path of paths) expect((await service.api.get(path, { token })).status, path).to.equal(200);
    const all = await figures();
    for (const kind of ['book', 'patron', 'loan'])
      expect(all.get(`shelflife_twin_comparisons_total{kind="${kind}"}`), kind).to.be.greaterThan(4);
    const unintended = [...all].filter(([name]) => name.includes('intended="false"'));
    expect(unintended).to.deep.equal([]);
  });

  it('leaves every answer as it is without the check', async () => {
    const plain = await startService({ config: { databaseUrl: service.databaseUrl } });
    try {
      for (const path of ['/v1/books?per_page=20', '/v2/books?limit=20', '/v1/books/1']) {
        const [one, other] = [await answerOf(service, path), await answerOf(plain, path)];
        expect(one.body).to.deep.equal(other.body);
        expect(one.headers.get('etag')).to.equal(other.headers.get('etag'));
      }
    } finally {
      await plain.stop();
    }
  });
});
