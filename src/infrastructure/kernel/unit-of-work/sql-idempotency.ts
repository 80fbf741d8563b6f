import { createHash, createHmac } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Clock } from '../../../application/kernel/clock.js';
import {
  keyInUse,
  keyReused,
  type Idempotency,
  type KeptAnswers,
  type OnceOnly,
  type Outcome,
} from '../../../application/kernel/storage/idempotency.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { SqlUnitOfWork } from './sql-unit-of-work.js';
import { seal, unseal } from '../logging/seal.js';

const keptMs = 24 * 60 * 60 * 1_000;

/** An answer may hold a token: only the owner of the key can read it again. */
const purpose = 'idempotent answer';

interface Kept {
  readonly fingerprint: string;
  readonly answer: Buffer;
}

/** Idempotency keys and answers in PostgreSQL, stored in the job's own transaction: a crash leaves both or neither. */
export class SqlIdempotency implements Idempotency, KeptAnswers {
  constructor(
    private readonly unit: SqlUnitOfWork,
    private readonly clock: Clock,
  ) {}

  once(request: OnceOnly, job: () => Promise<Outcome>): Promise<{ answer: string; replayed: boolean }> {
    return this.unit.run(async () => {
      const name = createHash('sha256')
        .update(JSON.stringify([request.scope, request.key]))
        .digest('hex');
      await this.claim(name);
      const kept = await this.kept(name);
      if (kept && kept.fingerprint !== printOf(request)) throw new Refusal(keyReused);
      if (kept) return { answer: unseal(kept.answer, request.key, purpose), replayed: true };
      const { answer } = await this.unit.withSavepoint(job);
      await this.keep(name, request, answer);
      return { answer, replayed: false };
    });
  }

  forget(limit: number): Promise<number> {
    return this.unit.run(async () => {
      const gone = await this.unit.rows(sql`
        delete from idempotent_answer where name in (
          select name from idempotent_answer where answered_at <= ${this.since()}
          order by answered_at limit ${limit} for update skip locked)
        returning name`);
      return gone.length;
    });
  }

  /** The lock ends with the transaction. */
  private async claim(name: string): Promise<void> {
    const [row] = await this.unit.rows<{ got: boolean }>(sql`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`);
    if (!row?.got) throw new Refusal(keyInUse);
  }

  private async kept(name: string): Promise<Kept | undefined> {
    const rows = await this.unit.rows<Kept>(sql`
      select fingerprint, answer from idempotent_answer where name = ${name} and answered_at > ${this.since()}`);
    return rows[0];
  }

  /** Answers from this moment or earlier have expired. */
  private since(): Date {
    return new Date(this.clock.now().getTime() - keptMs);
  }

  private async keep(name: string, request: OnceOnly, answer: string): Promise<void> {
    await this.unit.rows(sql`
      insert into idempotent_answer (name, fingerprint, answer, answered_at)
      values (${name}, ${printOf(request)}, ${seal(answer, request.key, purpose)}, ${this.clock.now()})
      on conflict (name) do update
      set fingerprint = excluded.fingerprint, answer = excluded.answer, answered_at = excluded.answered_at`);
  }
}

/** A request may hold a password. Without the key, nobody can find it by comparing fingerprints of guesses. */
function printOf({ key, fingerprint }: OnceOnly): string {
  return createHmac('sha256', key).update(fingerprint).digest('base64url');
}
