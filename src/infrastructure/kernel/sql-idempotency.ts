import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Clock } from '../../application/kernel/clock.js';
import {
  keyInUse,
  keyReused,
  type Idempotency,
  type OnceOnly,
  type Outcome,
} from '../../application/kernel/idempotency.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { MikroUnitOfWork } from './mikro-unit-of-work.js';

const keptMs = 24 * 60 * 60 * 1_000;

interface Kept {
  readonly fingerprint: string;
  readonly answer: Buffer;
}

/** Keys and answers in PostgreSQL, in the transaction of the job itself: a crash leaves all of it or nothing. */
export class SqlIdempotency implements Idempotency {
  constructor(
    private readonly unit: MikroUnitOfWork,
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
      if (kept) return { answer: open(kept.answer, request.key), replayed: true };
      const { answer } = await this.unit.tentatively(job);
      await this.keep(name, request, answer);
      return { answer, replayed: false };
    });
  }

  /** The lock goes with the transaction, however that ends. */
  private async claim(name: string): Promise<void> {
    const [row] = await this.unit.rows<{ got: boolean }>(sql`
      select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`);
    if (!row?.got) throw new Refusal(keyInUse);
  }

  private async kept(name: string): Promise<Kept | undefined> {
    const since = new Date(this.clock.now().getTime() - keptMs);
    const rows = await this.unit.rows<Kept>(sql`
      select fingerprint, answer from idempotent_answer where name = ${name} and answered_at > ${since}`);
    return rows[0];
  }

  private async keep(name: string, request: OnceOnly, answer: string): Promise<void> {
    await this.unit.rows(sql`
      insert into idempotent_answer (name, fingerprint, answer, answered_at)
      values (${name}, ${printOf(request)}, ${seal(answer, request.key)}, ${this.clock.now()})
      on conflict (name) do update
      set fingerprint = excluded.fingerprint, answer = excluded.answer, answered_at = excluded.answered_at`);
  }
}

/** A request may hold a password: nobody who lacks the key can try by its print which one. */
function printOf({ key, fingerprint }: OnceOnly): string {
  return createHmac('sha256', key).update(fingerprint).digest('base64url');
}

/** An answer may hold a token: only who has the key can read it again (AES-256-GCM, key by HKDF). */
function seal(answer: string, key: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secretOf(key, nonce), nonce);
  return Buffer.concat([nonce, cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function open(sealed: Buffer, key: string): string {
  const nonce = sealed.subarray(0, 12);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key, nonce), nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

function secretOf(key: string, nonce: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, nonce, 'idempotent answer', 32));
}
