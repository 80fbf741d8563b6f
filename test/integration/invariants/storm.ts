import sql from 'sql-template-tag';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Answer } from '../../support/api-client.js';
import type { BusyLibrary, Reader } from './busy-library.js';

/** The frequency of each job in percent. */
const weights = {
  borrow: 28,
  return: 24,
  renew: 12,
  lose: 5,
  find: 5,
  setCopies: 10,
  revise: 4,
  withdraw: 4,
  close: 4,
  changeRole: 4,
};
export type Job = keyof typeof weights;
export const jobs = Object.keys(weights) as Job[];

/** A library in which all jobs run in parallel. A deleted book or patron is replaced by a new one. */
export class Storm {
  readonly answers: { readonly job: Job; readonly answer: Answer }[] = [];
  /** The jobs that succeeded at least once. */
  private readonly done = new Set<Job>();
  private readonly loans: number[] = [];
  /** Barcodes. */
  private readonly lost: string[] = [];
  private stopped = false;

  private constructor(
    private readonly library: BusyLibrary,
    private readonly readers: Reader[],
    private readonly librarians: readonly Reader[],
    private readonly admins: readonly Reader[],
    private readonly books: number[],
  ) {}

  /** Few books and patrons, so that the clients conflict often. */
  static async brew(library: BusyLibrary): Promise<Storm> {
    return new Storm(
      library,
      await library.readers(12),
      await library.readers(3, 'librarian'),
      await library.readers(4, 'admin'),
      await library.books(8, 3),
    );
  }

  /**
   * The given number of clients run jobs one after the other for the given time. Every answer is checked against the
   * document.
   */
  rage(clients: number, ms: number): Promise<void> {
    const end = performance.now() + ms;
    return this.rageWhile(clients, () => performance.now() < end);
  }

  /** Runs until every job has succeeded once: some need luck. */
  rageForAll(clients: number, leastMs: number, mostMs: number): Promise<void> {
    const [least, most] = [leastMs, mostMs].map((ms) => performance.now() + ms) as [number, number];
    const isOver = (now: number) => now > most || (now > least && this.done.size === jobs.length);
    return this.rageWhile(clients, () => !isOver(performance.now()));
  }

  private async rageWhile(clients: number, goesOn: () => boolean): Promise<void> {
    try {
      await Promise.all(Array.from({ length: clients }, () => this.client(goesOn)));
    } finally {
      this.stopped = true;
    }
  }

  /** The number of answers by job and status. */
  tally(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { job, answer } of this.answers) {
      const key = `${job} ${answer.status}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  private async client(goesOn: () => boolean): Promise<void> {
    while (!this.stopped && goesOn()) {
      const job = chosen();
      const answer = await this[job]();
      this.answers.push({ job, answer });
      if (answer.status < 300) this.done.add(job);
    }
  }

  private async borrow(): Promise<Answer> {
    const answer = await this.library.borrow(any(this.readers), any(this.books));
    if (answer.status === 201) this.loans.push((answer.body as { id: number }).id);
    return answer;
  }

  /** One of the newest loans, so that several clients return the same one. */
  private return(): Promise<Answer> {
    const { token } = any(this.librarians);
    return this.library.api.post(`/v1/loans/${any(this.loans.slice(-30), 1)}/return`, { token });
  }

  private renew(): Promise<Answer> {
    const { token } = any(this.librarians);
    const path = `/v2/loans/${toId('loan', any(this.loans.slice(-30), 1))}/renewals`;
    return this.library.api.post(path, { token, json: { override: { reason: 'They are of today.' } } });
  }

  /** Reports a copy lost, mostly one that is on loan. */
  private async lose(): Promise<Answer> {
    const { token } = any(this.librarians);
    const loan = await this.library.api.get(`/v2/loans/${toId('loan', any(this.loans.slice(-10), 1))}`, {
      token,
    });
    const { copyId, copyBarcode } = loan.body as { copyId?: string; copyBarcode?: string };
    if (copyId === undefined) return loan;
    this.lost.push(copyBarcode ?? '');
    return this.library.api.post(`/v2/copies/${copyId}/status`, { token, json: { status: 'lost' } });
  }

  /** Scans one of the last copies that were reported lost. */
  private find(): Promise<Answer> {
    const { token } = any(this.librarians);
    const json = { copyBarcode: any(this.lost.slice(-5), 'nowhere') };
    return this.library.api.post('/v2/returns', { token, json });
  }

  private setCopies(): Promise<Answer> {
    const json = { copies: Math.floor(Math.random() * 5) };
    return this.library.api.put(`/v1/books/${any(this.books)}`, { token: any(this.librarians).token, json });
  }

  private revise(): Promise<Answer> {
    const json = { title: `Book, edition ${this.answers.length}` };
    return this.library.api.put(`/v1/books/${any(this.books)}`, { token: any(this.librarians).token, json });
  }

  private async withdraw(): Promise<Answer> {
    const book = any(this.books);
    const answer = await this.library.api.delete(`/v1/books/${book}`, { token: any(this.librarians).token });
    if (answer.status === 200) this.books.splice(this.books.indexOf(book), 1, await this.library.book(3));
    return answer;
  }

  private async close(): Promise<Answer> {
    const reader = any(this.readers);
    const answer = await this.library.api.delete('/v1/users/me', { token: reader.token });
    if (answer.status === 200)
      this.readers.splice(this.readers.indexOf(reader), 1, await this.library.reader());
    return answer;
  }

  /** Admins who take the role from one another and give it back. The last admin cannot be demoted. */
  private changeRole(): Promise<Answer> {
    const json = { role: any(['patron', 'admin', 'admin']) };
    const path = `/v1/users/${any(this.admins).patronId}/role`;
    return this.library.api.put(path, { token: any(this.admins).token, json });
  }
}

/** The number of admins of the library. */
export async function countAdmins(library: BusyLibrary): Promise<number> {
  const rows = await library.rows(sql`select id from patron where role = 'admin' and closed_at is null`);
  return rows.length;
}

function any<T>(from: readonly T[], otherwise?: T): T {
  const one = from[Math.floor(Math.random() * from.length)] ?? otherwise;
  if (one === undefined) throw new Error('There is nothing to choose from.');
  return one;
}

function chosen(): Job {
  let dice = Math.random() * 100;
  return jobs.find((job) => (dice -= weights[job]) < 0) ?? 'borrow';
}
