import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { SqlOwnUsage } from '../../../src/infrastructure/usage/report/sql-own-usage.js';
import { startLibrary, type Library } from '../../support/library.js';

const since = new Date('2026-09-02T09:30:00Z');
const [recent, old] = ['2026-11-30T08:00:00Z', '2026-08-01T08:00:00Z'];

describe('The counted calls of a client', () => {
  let library: Library;
  let usage: SqlOwnUsage;
  let ids: readonly number[];

  before(async () => {
    library = await startLibrary();
    usage = new SqlOwnUsage(library.service.container.resolve(Database));
    const [ann, bob] = [(await library.addMember()).id, (await library.addMember()).id];
    ids = [ann, bob];
    await library.rows(sql`
      insert into consumer (ref, kind, key_id, patron_id, first_seen_at) values
        ('account:a', 'account', null, ${ann}, now()), ('key:7', 'key', 7, ${ann}, now()),
        ('key:8', 'key', 8, ${bob}, now())`);
    const consumer = (ref: string) => sql`(select id from consumer where ref = ${ref})`;
    const hours = [
      ['account:a', 'listBooks', '1.0', '', recent, 3],
      ['account:a', 'listBooks', '1.0', 'query:author_name', recent, 2],
      ['account:a', 'listBooks', '1.0', '', old, 50],
      ['key:7', 'listBooks', '1.0', '', recent, 4],
      ['key:7', 'getBook', '2.0', '', recent, 6],
      ['key:8', 'listBooks', '1.0', '', recent, 100],
    ] as const;
    for (const [ref, operation, minor, element, at, calls] of hours)
      await library.rows(sql`
        insert into usage_hour values (${consumer(ref)}, ${operation}, ${Number(minor[0])}, ${minor}, 'default',
          ${element}, ${at}, '2xx', ${calls}, ${at})`);
    await library.rows(sql`
      insert into usage_day values (${consumer('account:a')}, 'listBooks', 1, '1.0', 'default', '', '2026-10-01', '2xx', 10,
        '2026-10-01T12:00:00Z')`);
  });
  after(() => library.stop());

  it('of a person are those of all clients that belong to them, by hour and by day', async () => {
    const [ann = 0] = ids;
    expect(await usage.calls({ patronId: ann, role: 'patron' }, 1, since)).to.deep.equal([
      { operationId: 'listBooks', minor: '1.0', calls: 17, lastAt: new Date(recent) },
    ]);
  });

  it('of an API key are its own', async () => {
    const [ann = 0] = ids;
    expect(await usage.calls({ patronId: ann, role: 'librarian', apiKey: 7 }, 1, since)).to.deep.equal([
      { operationId: 'listBooks', minor: '1.0', calls: 4, lastAt: new Date(recent) },
    ]);
  });

  it('are those of the major that is asked for', async () => {
    const [ann = 0] = ids;
    const found = await usage.calls({ patronId: ann, role: 'patron' }, 2, since);
    expect(found.map(({ operationId, calls }) => [operationId, calls])).to.deep.equal([['getBook', 6]]);
  });
});
