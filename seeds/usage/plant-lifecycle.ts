import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { startOf } from '../../src/domain/kernel/lifecycle/lifecycle-days.js';
import { decide } from '../../src/domain/usage/lifecycle/decision.js';
import { lifecycle, type SeedMail } from '../content/usage-lifecycles.js';
import type { SeedContext } from '../seed-context.js';

/** Adds what the worker decided, whom it told, and who agreed. */
export async function plantLifecycle(em: EntityManager, context: SeedContext): Promise<void> {
  await plantDecision(em, context);
  for (const mail of lifecycle.mails) await plantMail(em, context, mail);
  for (const { owner, daysAgo } of lifecycle.consents) {
    await sql`
      insert into lifecycle_consent (lifecycle_id, consumer_id, kind, by, at)
      select ${lifecycle.id}, consumer.id, 'consent', patron_id, ${context.daysAgo(daysAgo)}
      from consumer join patron on patron.id = patron_id and kind = 'account' where patron.email = ${owner}
      on conflict do nothing`.execute(em.getKysely());
  }
}

/** The worker decides again when it runs. */
async function plantDecision(em: EntityManager, context: SeedContext): Promise<void> {
  const { id, days } = lifecycle;
  const { now } = context;
  const { state } = decide(now, days, undefined, { withoutBrownouts: false, held: false });
  const since = state === 'announced' ? context.daysAgo(33) : startOf(days.deprecated);
  await sql`
    insert into lifecycle_state (lifecycle_id, state, since, without_brownouts, obstacles, checked_at)
    values (${id}, ${state}, ${since}, false, '[]', ${now}) on conflict do nothing`.execute(em.getKysely());
}

async function plantMail(em: EntityManager, context: SeedContext, mail: SeedMail): Promise<void> {
  const at = context.daysAgo(mail.daysAgo);
  const period = mail.stage === 'monthly' ? at.toISOString().slice(0, 7) : '';
  await sql`
    with client as (
      select consumer.id from consumer join patron on patron.id = patron_id
      where patron.email = ${mail.owner} and kind = 'account' and not exists (
        select from lifecycle_mail
        where consumer_id = consumer.id and lifecycle_id = ${lifecycle.id} and stage = ${mail.stage})
    ), told as (
      insert into lifecycle_announcement (lifecycle_id, consumer_id, delivered_at)
      select ${lifecycle.id}, id, ${at} from client
      where ${mail.stage}::text = 'announce' and ${mail.state}::text = 'delivered' on conflict do nothing
    )
    insert into lifecycle_mail
      (consumer_id, lifecycle_id, stage, period, address, state, made_at, settled_at)
    select id, ${lifecycle.id}, ${mail.stage}, ${period}, ${mail.address}, ${mail.state}, ${at}, ${at}
    from client`.execute(em.getKysely());
}
