import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { keyInUse } from '../../../src/application/kernel/storage/idempotency.js';
import { toId, toKey } from '../../../src/interface/v2/ids.js';
import { ask, type Question, type Reply } from '../ask.js';
import { opened, renewed, returned, type Act, type Verdict } from './history.js';
import type { Pair } from './pairs.js';

/** The next action of a client. Numbers choose among the available items. */
const command = fc.record({
  job: fc.constantFrom(
    'lend',
    'lend',
    'scan',
    'borrow',
    'takeBack',
    'takeBack',
    'bringBack',
    'renew',
    'look',
  ),
  copy: fc.nat(),
  reader: fc.nat(),
  instance: fc.nat(),
  /** Whether it is sent again, with the same key, until it is answered. */
  isKeyed: fc.boolean(),
});
export type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** The given number of commands for one client, always the same for the same seed. */
export const commandsOf = (seed: number, count: number): Command[] =>
  fc.sample(command, { seed, numRuns: count });

/** The addresses of the service. */
export interface Library {
  readonly pairs: readonly Pair[];
  readonly desk: string;
  tokenOf(pair: Pair): string;
  /** The addresses at which the service can be reached at this moment. */
  urls(): readonly string[];
}

/** A request to send, and how its answer is read. */
interface Plan extends Pick<Act, 'copies' | 'patron' | 'loan'> {
  readonly path: string;
  readonly question: Question;
  read(status: number, body: Answer): Verdict;
}

interface Answer {
  readonly id?: string | number;
  readonly status?: string;
  readonly code?: string;
  readonly alreadyReturned?: boolean;
  readonly already_returned?: boolean;
  readonly loan?: { readonly id: string } | null;
}

/** The facts about a loan in an answer. */
interface KnownLoan {
  readonly loan: number;
  readonly copy: number;
}

const post = (token: string, json: object = {}): Question => ({ method: 'POST', token, json });

/** Clients of one library, which record all their requests and answers. */
export class Clients {
  readonly acts: Act[] = [];
  private readonly known: KnownLoan[] = [];

  constructor(private readonly library: Library) {}

  async follow(given: Command): Promise<void> {
    const plan = this.planOf(given);
    if (!plan) return;
    const started = performance.now();
    // Only v2 has idempotency keys.
    const isKeyed = given.isKeyed && plan.path.startsWith('/v2') && plan.question.method === 'POST';
    const { requests, verdict } = await this.send(plan, given.instance, isKeyed ? 40 : 1);
    const { copies, patron, loan } = plan;
    this.acts.push({ requests, copies, patron, loan, started, ended: performance.now(), verdict });
    this.remember(verdict, copies);
  }

  /** Sends a request, and repeats it with the same key until the answer is conclusive. */
  private async send(plan: Plan, first: number, tries: number): Promise<Pick<Act, 'requests' | 'verdict'>> {
    const key = tries > 1 ? { 'Idempotency-Key': randomUUID() } : {};
    const requests: string[] = [];
    for (;;) {
      const urls = this.library.urls();
      const url = urls[(first + requests.length) % urls.length] ?? '';
      const request = randomUUID();
      requests.push(request);
      const headers = { ...key, 'X-Request-Id': request };
      const verdict = verdictOf(plan, await ask(url + plan.path, { ...plan.question, headers }));
      if (verdict.kind !== 'unknown' || requests.length >= tries) return { requests, verdict };
      await pause(100);
    }
  }

  private remember(verdict: Verdict, copies: readonly number[]): void {
    if (verdict.kind !== 'changed' || verdict.action !== opened || copies.length !== 1) return;
    this.known.push({ loan: verdict.loan, copy: copies[0] ?? 0 });
  }

  private planOf({ job, ...given }: Command): Plan | undefined {
    const { pairs, desk } = this.library;
    const at = pairs[given.copy % pairs.length] as Pair;
    const who = pairs[given.reader % pairs.length] as Pair;
    const seen = this.known[this.known.length - 1 - (given.copy % Math.min(this.known.length, 20))];
    switch (job) {
      case 'lend':
        return lending(at, who, post(desk, { copyBarcode: at.barcode, patronId: who.patronId }));
      case 'scan':
        return lending(at, who, post(this.library.tokenOf(who), { copyBarcode: at.barcode }));
      case 'borrow':
        return borrowing(at, who, post(this.library.tokenOf(who), { book_id: at.book }));
      case 'takeBack':
        return takingBack(at, post(desk, { copyBarcode: at.barcode }));
      default:
        return seen && aboutLoan(job, seen, desk, given.reader % 4 > 0);
    }
  }
}

function verdictOf(plan: Plan, { outcome, text }: Reply): Verdict {
  if (typeof outcome !== 'number' || outcome >= 500) return { kind: 'unknown' };
  const body = JSON.parse(text) as Answer;
  // The previous request is still running.
  if (body.code === keyInUse.code) return { kind: 'unknown' };
  return outcome >= 400 ? { kind: 'refused', code: body.code ?? text } : plan.read(outcome, body);
}

function lending({ copy }: Pair, { patron }: Pair, question: Question): Plan {
  const read: Plan['read'] = (status, { id }) => {
    const loan = keyOf(id);
    return status === 201
      ? { kind: 'changed', action: opened, loan }
      : { kind: 'found', loan, state: 'open' };
  };
  return { path: '/v2/loans', question, copies: [copy], patron, loan: undefined, read };
}

/** The book of a pair has one copy. */
function borrowing({ copy }: Pair, { patron }: Pair, question: Question): Plan {
  const read: Plan['read'] = (_, { id }) => ({ kind: 'changed', action: opened, loan: Number(id) });
  return { path: '/v1/loans', question, copies: [copy], patron, loan: undefined, read };
}

function takingBack({ copy }: Pair, question: Question): Plan {
  const read: Plan['read'] = (_, { alreadyReturned, loan }) =>
    alreadyReturned
      ? { kind: 'found', loan: undefined, state: 'closed' }
      : { kind: 'changed', action: returned, loan: keyOf(loan?.id) };
  return { path: '/v2/returns', question, copies: [copy], patron: undefined, loan: undefined, read };
}

/** A loan of today can be renewed only by a librarian who overrides that it is too early. */
const override = { reason: 'The reader travels.' };

function aboutLoan(job: string, { loan, copy }: KnownLoan, desk: string, isOverridden: boolean): Plan {
  const about = { copies: [copy], patron: undefined, loan };
  if (job === 'look') {
    const read: Plan['read'] = (_, { status }) => ({
      kind: 'found',
      loan,
      state: status === 'closed' ? 'closed' : 'open',
    });
    return { ...about, path: `/v2/loans/${toId('loan', loan)}`, question: { token: desk }, read };
  }
  if (job === 'renew') {
    const read: Plan['read'] = () => ({ kind: 'changed', action: renewed, loan });
    const question = post(desk, isOverridden ? { override } : {});
    return { ...about, path: `/v2/loans/${toId('loan', loan)}/renewals`, question, read };
  }
  const read: Plan['read'] = (_, { already_returned: isOld }) =>
    isOld ? { kind: 'found', loan, state: 'closed' } : { kind: 'changed', action: returned, loan };
  return { ...about, path: `/v1/loans/${loan}/return`, question: post(desk), read };
}

const keyOf = (id: string | number | undefined): number => toKey('loan', String(id));
