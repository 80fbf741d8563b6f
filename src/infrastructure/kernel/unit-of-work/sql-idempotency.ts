import { createHash, createHmac } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
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
import type { Database } from '../postgres/database.js';
import type { SqlUnitOfWork } from './sql-unit-of-work.js';
import { seal, unseal } from '../logging/seal.js';

const keptMs = 24 * 60 * 60 * 1_000;

/** An answer may hold a token: only the owner of the key can read it again. */
const purpose = 'idempotent answer';

interface Kept {
  readonly fingerprint: string;
  readonly answer: Buffer;
}

type Answered = Awaited<ReturnType<Idempotency['once']>>;

/** Thrown in a job whose request another one has overtaken. */
class Overtaken extends Error {
  /** @param kept the answer of the other one; undefined while it still runs */
  constructor(readonly kept: Kept | undefined) {
    super('Another request with this Idempotency-Key came first.');
  }
}

/**
 * Idempotency keys and answers in PostgreSQL, stored in the job's own transaction: a crash leaves both or neither. The
 * transaction begins with the job's first unit of work, so that a job which hashes a password before holds no
 * connection meanwhile. Two requests with one key may both come that far; the key then lets one of them continue.
 */
export class SqlIdempotency implements Idempotency, KeptAnswers {
  constructor(
    private readonly unit: SqlUnitOfWork,
    private readonly database: Pick<Database, 'rows'>,
    private readonly clock: Clock,
  ) {}

  async once(request: OnceOnly, job: () => Promise<Outcome>): Promise<Answered> {
    const name = createHash('sha256')
      .update(JSON.stringify([request.scope, request.key]))
      .digest('hex');
    const [kept] = await this.database.rows<Kept>(this.answerTo(name));
    if (kept) return replayOf(kept, request);
    try {
      return await this.first(name, request, job);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (!error.kept) throw new Refusal(keyInUse);
      return replayOf(error.kept, request);
    }
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

  private first(name: string, request: OnceOnly, job: () => Promise<Outcome>): Promise<Answered> {
    let overtaken: Overtaken | undefined;
    let endSavepoint: ((keep: boolean) => Promise<void>) | undefined;
    const begun = async () => {
      overtaken = await this.claim(name);
      if (overtaken) throw overtaken;
      endSavepoint = await this.unit.beginSavepoint();
    };
    return this.unit.runDeferred(begun, async () => {
      const { answer, keep } = await job();
      // The job may have made an answer of it.
      if (overtaken) throw overtaken;
      return this.unit.run(async () => {
        await endSavepoint?.(keep);
        await this.keep(name, request, answer);
        return { answer, replayed: false };
      });
    });
  }

  /** Locks the key until the end of the transaction. Returns the reason why this request must not continue. */
  private async claim(name: string): Promise<Overtaken | undefined> {
    // Sent together. The second statement sees what was committed before the first one got the lock.
    const [[row], [kept]] = await Promise.all([
      this.unit.rows<{ got: boolean }>(sql`
        select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`),
      this.unit.rows<Kept>(this.answerTo(name)),
    ]);
    if (!row?.got) return new Overtaken(undefined);
    return kept && new Overtaken(kept);
  }

  private answerTo(name: string): Sql {
    return sql`
      select fingerprint, answer from idempotent_answer where name = ${name} and answered_at > ${this.since()}`;
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

/** @throws Refusal `request.idempotency_key_reused` */
function replayOf({ fingerprint, answer }: Kept, request: OnceOnly): Answered {
  if (fingerprint !== printOf(request)) throw new Refusal(keyReused);
  return { answer: unseal(answer, request.key, purpose), replayed: true };
}

/** A request may hold a password. Without the key, nobody can find it by comparing fingerprints of guesses. */
function printOf({ key, fingerprint }: OnceOnly): string {
  return createHmac('sha256', key).update(fingerprint).digest('base64url');
}
