import { expect } from 'chai';
import sql from 'sql-template-tag';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';

describe('The cleanup of expired rows', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const left = async (table: ReturnType<typeof sql>) =>
    (await library.rows<{ name: string }>(table)).map(({ name }) => name);

  it('deletes answers to idempotency keys after 24 hours, in batches of thousands', async () => {
    const now = library.clock.now();
    await library.rows(sql`
      insert into idempotent_answer (name, fingerprint, answer, answered_at)
      select n::text, '', ''::bytea, ${now}::timestamptz - interval '24 hours' from generate_series(1, 2500) as n
      union all select 'young', '', '', ${now}::timestamptz - interval '23 hours 59 minutes'`);
    await runJob(library.service, 'kernel.forget_answers');
    expect(await left(sql`select name from idempotent_answer`)).to.deep.equal(['young']);
  });

  it('deletes refresh tokens and sessions, and keeps a used token for as long as its reuse can be detected', async () => {
    const now = library.clock.now();
    const soon = new Date(now.getTime() + 1_000);
    await library.rows(sql`
      with old as (
        insert into session (patron_id, started_at, expires_at) values (${library.patron.id}, ${now}, ${now})
        returning id),
      young as (
        insert into session (patron_id, started_at, expires_at) values (${library.patron.id}, ${now}, ${soon})
        returning id)
      insert into refresh_token (hash, session_id, expires_at, spent_at)
      select 'of the old', id, ${now}::timestamptz, null::timestamptz from old
      union all select 'expired', id, ${now}, ${now} from young
      union all select 'spent', id, ${soon}, ${now} from young
      union all select 'good', id, ${soon}, null from young`);
    await runJob(library.service, 'accounts.remove_expired_sessions');
    expect(await left(sql`select hash as name from refresh_token order by hash`)).to.deep.equal([
      'good',
      'spent',
    ]);
    expect(await left(sql`select 'session' as name from session`)).to.deep.equal(['session']);
  });
});
