import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import { accountRef, keyRef, programRef } from '../../../application/usage/consumers/consumer-ref.js';
import type {
  AccountSettings,
  Consumers,
  Contact,
  ProgramRegistration,
} from '../../../application/usage/consumers/consumers.js';
import { isRowId } from '../../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlConsumers implements Consumers {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async lockOwner(program: string): Promise<number | null | undefined> {
    const [row] = await this.unit.rows<{ owner: number | null }>(sql`
      select patron_id as owner from consumer where ref = ${programRef(program)} for update`);
    return row?.owner;
  }

  async countPrograms(ownerId: number): Promise<number> {
    const [row] = await this.unit.rows<{ programs: number }>(sql`
      select count(*) as programs from consumer where patron_id = ${ownerId} and kind = 'program'`);
    return row?.programs ?? 0;
  }

  async register({
    program,
    ownerId,
    name,
    contactEmail,
    secondEmail,
    mutedUntil,
    isConfirmed,
  }: ProgramRegistration): Promise<number> {
    const isOfAnother = sql`ref = ${programRef(program)} and patron_id is distinct from ${ownerId}`;
    await this.forgetTold(isOfAnother);
    await this.forgetAgreed(isOfAnother, sql`by <> ${ownerId}`);
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into consumer
        (ref, kind, program, patron_id, name, contact_email, second_email, muted_until, first_seen_at, confirmed)
      values (${programRef(program)}, 'program', ${program}, ${ownerId}, ${name}, ${contactEmail}, ${secondEmail},
              ${mutedUntil}, ${this.clock.now()}, coalesce(${isConfirmed ?? null}::boolean, false))
      on conflict (ref) do update set patron_id = excluded.patron_id, name = excluded.name,
        contact_email = excluded.contact_email, second_email = excluded.second_email, muted_until = excluded.muted_until,
        confirmed = coalesce(${isConfirmed ?? null}::boolean, consumer.confirmed),
        class = case when consumer.class = 'probe' and consumer.patron_id is null then 'external' else consumer.class end
      returning id`);
    return row?.id ?? 0;
  }

  async unregister(ownerId: number | undefined, id: number): Promise<string | undefined> {
    if (!isRowId(id)) return undefined;
    const isTheirs = sql`
      id = ${id} and kind = 'program' and patron_id is not null
        and (${ownerId ?? null}::bigint is null or patron_id = ${ownerId ?? null})`;
    await this.forgetTold(isTheirs);
    await this.forgetAgreed(isTheirs, sql`kind = 'consent'`);
    const [row] = await this.unit.rows<{ program: string }>(sql`
      update consumer
      set patron_id = null, name = null, contact_email = null, second_email = null, muted_until = null,
          confirmed = false
      where ${isTheirs} returning program`);
    return row?.program;
  }

  async setKeyContact(
    keyId: number,
    ownerId: number,
    { contactEmail, secondEmail, mutedUntil }: Contact,
  ): Promise<void> {
    await this.unit.rows(sql`
      insert into consumer (ref, kind, key_id, patron_id, contact_email, second_email, muted_until, first_seen_at)
      values (${keyRef(keyId)}, 'key', ${keyId}, ${ownerId}, ${contactEmail}, ${secondEmail}, ${mutedUntil},
              ${this.clock.now()})
      on conflict (ref) do update set contact_email = excluded.contact_email,
        second_email = excluded.second_email, muted_until = excluded.muted_until`);
  }

  async setAccount(patronId: number, { isDeveloper, mutedUntil }: AccountSettings): Promise<void> {
    await this.unit.rows(sql`
      insert into consumer (ref, kind, patron_id, developer, muted_until, first_seen_at)
      values (${accountRef(patronId)}, 'account', ${patronId}, ${isDeveloper}, ${mutedUntil}, ${this.clock.now()})
      on conflict (ref) do update set developer = excluded.developer, muted_until = excluded.muted_until`);
  }

  /**
   * The rows of the account and its keys become anonymous clients with a random name, so that closing an account stays
   * quick. The row that takes their place notices what is stored later.
   */
  async forget(patronId: number): Promise<void> {
    await Promise.all([
      this.unit.rows(sql`
        delete from usage_evidence
        where consumer_id in (select id from consumer where patron_id = ${patronId} and kind <> 'program')`),
      this.forgetTold(sql`patron_id = ${patronId}`),
      this.forgetAgreed(sql`patron_id = ${patronId}`, sql`kind = 'consent'`),
      this.forgetAgreed(sql`patron_id = ${patronId} and kind <> 'program'`, sql`true`),
      this.unit.rows(sql`
        update consumer
        set ref = 'anonymous:closed:' || gen_random_uuid(), kind = 'anonymous', key_id = null, patron_id = null,
            name = null, contact_email = null, second_email = null, muted_until = null, developer = false,
            closed_at = null
        where patron_id = ${patronId} and kind <> 'program'`),
      this.unit.rows(sql`
        update consumer
        set patron_id = null, name = null, contact_email = null, second_email = null, muted_until = null,
            confirmed = false
        where patron_id = ${patronId} and kind = 'program'`),
      this.unit.rows(sql`
        insert into consumer (ref, kind, patron_id, first_seen_at, closed_at)
        values (${accountRef(patronId)}, 'account', ${patronId}, ${this.clock.now()}, ${this.clock.now()})`),
    ]);
  }

  /** A new owner was told nothing, and a mail that waits would go to an address that is forgotten. */
  private async forgetTold(clients: Sql): Promise<void> {
    const told = sql`consumer_id in (select id from consumer where ${clients})`;
    await Promise.all([
      this.unit.rows(sql`delete from lifecycle_digest where ${told}`),
      this.unit.rows(sql`delete from lifecycle_mail where ${told}`),
      this.unit.rows(sql`delete from lifecycle_announcement where ${told}`),
    ]);
  }

  /**
   * Another owner has agreed to nothing, and without an owner nobody has. The extension of a program stays: there is one,
   * also for whoever gives the program up and registers it again.
   */
  private async forgetAgreed(clients: Sql, which: Sql): Promise<void> {
    await this.unit.rows(sql`
      delete from lifecycle_consent
      where consumer_id in (select id from consumer where ${clients}) and ${which}`);
  }

  forgetLeftovers(limit: number): Promise<number> {
    return this.unit.run(async () => {
      const left = await this.unit.rows<{ patronId: number }>(sql`
        select patron_id as "patronId" from consumer closed
        where closed_at is not null
          and (exists (select from usage_hour where consumer_id = closed.id)
            or exists (select from consumer other where other.patron_id = closed.patron_id and other.id <> closed.id))
        order by id limit ${limit} for update skip locked`);
      for (const { patronId } of left) await this.forget(patronId);
      return left.length;
    });
  }
}
