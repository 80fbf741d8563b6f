import { expect } from 'chai';
import sql from 'sql-template-tag';
import { PatronService } from '../../../../src/application/accounts/patrons/patron-service.js';
import { UsageRetention } from '../../../../src/application/usage/counting/usage-retention.js';
import type { OwnClient } from '../../../../src/application/usage/consumers/consumers.js';
import type { UsageView } from '../../../../src/application/usage/counting/usage-queries.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { rowsOf } from '../../../support/people.js';
import { in23, makeKey, storedCounts, writeUsage } from '../../../support/usage.js';

const added = ['usageClients', 'usage', 'usageEvidence', 'usageMails', 'usageConsents'];
const { signal } = new AbortController();

describe('The usage of a person', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const aDeveloper = async () => {
    const owner = await library.addMember({ role: 'librarian' });
    const key = await makeKey(library, owner.token);
    await library.api.get('/v1/books', { token: key.key });
    // The only deprecated operation of the library: refused here, and counted as used.
    await library.api.put(`/v1/users/${owner.id}/role`, { token: owner.token, json: { role: 'patron' } });
    await writeUsage(library);
    return { owner, key };
  };
  const close = (id: number) => library.service.container.resolve(PatronService).close(id);

  it('is in their export, with the evidence', async () => {
    const { owner } = await aDeveloper();
    const { body } = await library.api.get('/v2/me/export', { token: owner.token, headers: in23 });
    const { usage, usageEvidence, usageClients } = body.sections;
    expect(usage.map((each: UsageView) => `${each.kind} ${each.operationId}`)).to.include('key listBooks');
    expect(usageEvidence).to.have.length(1);
    expect(usageClients.map(({ kind }: OwnClient) => kind)).to.have.members(['key', 'account']);
    const older = await library.api.get('/v2/me/export', { token: owner.token });
    expect(older.body.sections).to.not.have.any.keys(...added);
  });

  it('is anonymous once the account is closed, and nothing is lost of the sums', async () => {
    const { owner, key } = await aDeveloper();
    const sum = async () => Object.values(await storedCounts(library)).reduce((all, calls) => all + calls, 0);
    const before = await sum();
    await close(owner.id);
    expect(await sum()).to.equal(before);
    expect(await storedCounts(library, `key:${key.number} `)).to.deep.equal({});
    expect(await storedCounts(library, `account:${owner.id} `)).to.deep.equal({});
    const left = await rowsOf(library, sql`select count(*) as left from usage_evidence`);
    expect(left).to.deep.equal([{ left: 1 }]);
  });

  it('stays anonymous when an instance stores calls from before the closing later', async () => {
    const { owner, key } = await aDeveloper();
    await library.api.get('/v1/books', { token: key.key });
    await library.api.get('/v1/books', { token: owner.token });
    await close(owner.id);
    await writeUsage(library);
    expect(await storedCounts(library, `key:${key.number} `)).to.not.deep.equal({});
    await library.service.container.resolve(UsageRetention).forgetClosed(signal);
    expect(await storedCounts(library, `key:${key.number} `)).to.deep.equal({});
    expect(await storedCounts(library, `account:${owner.id} `)).to.deep.equal({});
    await library.service.container.resolve(UsageRetention).forgetClosed(signal);
  });
});

describe('Stored counts', function () {
  this.timeout(60_000);
  let library: Library;
  let retention: UsageRetention;
  before(async () => {
    library = await startLibrary();
    retention = library.service.container.resolve(UsageRetention);
  });
  after(() => library.stop());

  const rows = (table: 'usage_hour' | 'usage_day') =>
    rowsOf<{ calls: number; ref: string }>(
      library,
      table === 'usage_hour'
        ? sql`select calls, ref from usage_hour join consumer on consumer.id = consumer_id order by ref, hour`
        : sql`select calls, ref from usage_day join consumer on consumer.id = consumer_id order by ref`,
    );

  it('become days after 35 days, anonymous ones together, and go after 25 months', async () => {
    const { key: token, number } = await makeKey(library, library.librarian.token);
    await writeUsage(library);
    await rowsOf(library, sql`delete from usage_hour returning 1`);
    for (const hours of [0, 1, 1]) {
      library.clock.advance({ hours });
      await library.api.get('/v1/books', { token });
      await library.api.get('/v1/books');
      await writeUsage(library);
    }
    expect(await rows('usage_hour')).to.have.length(6);
    library.clock.advance({ days: 34 });
    await retention.age(signal);
    expect(await rows('usage_hour')).to.have.length(6);
    library.clock.advance({ days: 2 });
    await retention.age(signal);
    await retention.age(signal);
    expect(await rows('usage_hour')).to.deep.equal([]);
    expect(await rows('usage_day')).to.deep.equal([
      { calls: 3, ref: 'anonymous:all' },
      { calls: 3, ref: `key:${number}` },
    ]);
    library.clock.advance({ days: 790 });
    await retention.age(signal);
    expect(await rows('usage_day')).to.deep.equal([]);
  });
});
