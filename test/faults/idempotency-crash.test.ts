import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Client } from 'pg';
import { ask, logIn } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { addPairs, type Pair } from '../support/faults/pairs.js';
import { expectInvariants } from '../support/invariants.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';

/** Each while two requests run. */
const kills = inForm(12, 100);

/** A request that must take effect once. */
interface Keyed {
  readonly path: '/v2/loans' | '/v2/returns';
  readonly key: string;
  readonly json: object;
}

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly isReplayed: boolean;
}

/** The outcome of a request that was sent to a process that was killed, and then again to another. */
interface Outcome {
  readonly keyed: Keyed;
  readonly heard: Answered | undefined;
  readonly again: Answered;
}

function fateOf({ heard, again }: Outcome): 'confirmed' | 'done but not confirmed' | 'not done' {
  if (heard) return 'confirmed';
  return again.isReplayed ? 'done but not confirmed' : 'not done';
}

/** The repeated request is answered as the first one was, or would have been: never as a second one. */
function expectOnce({ keyed: { path, key }, heard, again }: Outcome): void {
  expect(again.status, `${key}: ${again.text}`).to.equal(path === '/v2/loans' ? 201 : 200);
  expect(again.text, key).to.not.contain('"alreadyReturned":true');
  if (!heard) return;
  expect([again.text, again.isReplayed], `${key} was confirmed`).to.deep.equal([heard.text, true]);
}

/** The whole answer, or undefined when the connection was cut before its end. */
async function send(url: string, token: string, { path, key, json }: Keyed): Promise<Answered | undefined> {
  const headers = { 'Idempotency-Key': key };
  const { outcome, text, headers: told } = await ask(url + path, { method: 'POST', token, json, headers });
  if (typeof outcome !== 'number') return undefined;
  return { status: outcome, text, isReplayed: told['idempotent-replayed'] === 'true' };
}

/** Repeats it as long as the killed process's transaction blocks it, which ends by itself. */
async function repeat(url: string, token: string, keyed: Keyed): Promise<Answered> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const answer = await send(url, token, keyed);
    const isInTheWay = answer === undefined || answer.status === 503 || answer.text.includes('key_in_use');
    if (!isInTheWay) return answer;
    if (performance.now() > deadline) throw new Error(`${keyed.path} is not answered: ${answer?.text}`);
    await sleep(20);
  }
}

describe('A service that is killed while it answers requests with an Idempotency-Key', function () {
  this.timeout(300_000);
  let database: Client;
  let databaseUrl: string;
  let token: string;
  let starting: Promise<ServiceProcess>[];

  before(async () => {
    databaseUrl = await freshDatabase('seeded');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    starting = [1, 2, 3].map(() => startDeployed(databaseUrl));
    token = await logIn(await next());
  });
  after(async () => {
    await database.end();
    await Promise.allSettled(starting);
    await endProcesses();
  });

  it(`executes none of ${2 * kills} twice, and loses none that it has confirmed`, async () => {
    const [inside, outside] = [await addPairs(databaseUrl, 2), await addPairs(databaseUrl, 2)];
    for (const pair of outside) await repeat(await next(), token, loanOf(pair, `before-${pair.barcode}`));
    const [before, started] = [await counted(), performance.now()];
    const outcomes: Outcome[] = [];
    // Until about as many are killed before the answer as after it.
    let span = 80;
    for (let number = 1; number <= kills; number++) {
      const [lent, returned] = [inside.shift() as Pair, outside.shift() as Pair];
      const requests = [loanOf(lent, `lend-${number}`), returnOf(returned, `return-${number}`)];
      const ended = await killAmid(requests, Math.random() * span);
      outcomes.push(...ended);
      span *= ended.every(({ heard }) => heard) ? 0.75 : 1.3;
      inside.push(returned);
      outside.push(lent);
    }
    const after = await counted();
    const seen = Object.groupBy(outcomes, fateOf);
    const lost = outcomes.filter(({ heard, again }) => heard && !again.isReplayed).length;
    report(
      `kill -9 amid writes, ${kills} rounds`,
      'acknowledged and lost 0, applied twice 0, copies conserved',
      {
        requests: outcomes.length,
        ...Object.fromEntries(Object.entries(seen).map(([fate, { length }]) => [fate, length])),
        'acknowledged and lost': lost,
        'applied twice': after.opened - before.opened - kills + (after.returned - before.returned - kills),
        'took (s)': (performance.now() - started) / 1_000,
      },
    );
    for (const outcome of outcomes) expectOnce(outcome);
    expect(after.opened - before.opened, 'loans').to.equal(kills);
    expect(after.returned - before.returned, 'returns').to.equal(kills);
    expect(after.answers - before.answers, 'answers that are kept').to.equal(2 * kills);
    await expectInvariants(databaseUrl);
    expect(seen.confirmed, 'killed after the answer').to.have.length.above(0);
    expect(seen['not done'], 'killed before any effect').to.have.length.above(0);
  });

  /** Sends all at once to one process, kills it after so many milliseconds, and sends them again to another. */
  async function killAmid(requests: readonly Keyed[], afterMs: number): Promise<Outcome[]> {
    const victim = (await starting.shift()) as ServiceProcess;
    const sent = requests.map((keyed) => send(victim.url, token, keyed));
    await sleep(afterMs);
    victim.signal('SIGKILL');
    starting.push(startDeployed(databaseUrl));
    const heard = await Promise.all(sent);
    const other = await next();
    return Promise.all(
      requests.map(async (keyed, index) => ({
        keyed,
        heard: heard[index],
        again: await repeat(other, token, keyed),
      })),
    );
  }

  /** The address of the process that is killed next. */
  async function next(): Promise<string> {
    return ((await starting[0]) as ServiceProcess).url;
  }

  const loanOf = (pair: Pair, key: string): Keyed => ({
    path: '/v2/loans',
    key,
    json: { copyBarcode: pair.barcode, patronId: pair.patronId },
  });
  const returnOf = (pair: Pair, key: string): Keyed => ({
    path: '/v2/returns',
    key,
    json: { copyBarcode: pair.barcode },
  });

  async function counted(): Promise<{ opened: number; returned: number; answers: number }> {
    const { rows } = await database.query<{ opened: number; returned: number; answers: number }>(`
      select count(*) filter (where action = 'circulation.loan_opened')::int as opened,
             count(*) filter (where action = 'circulation.loan_returned')::int as returned,
             (select count(*)::int from idempotent_answer) as answers
      from audit_event`);
    return rows[0] as { opened: number; returned: number; answers: number };
  }
});
