import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { ask, type Reply } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';

const kills = inForm(6, 60);
const account = { email: 'librarian@example.org', password: 'librarian-demo-password' };

interface Factor {
  readonly active: boolean;
  readonly codes: number;
}

describe('A service that is killed while somebody sets up a second factor', function () {
  this.timeout(60_000 + kills * 10_000);
  let database: Client;
  let databaseUrl: string;
  let starting: Promise<ServiceProcess>[];

  before(async () => {
    databaseUrl = await freshDatabase('seeded');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    starting = [1, 2].map(() => startDeployed(databaseUrl));
  });
  after(async () => {
    await database.end();
    await Promise.allSettled(starting);
    await endProcesses();
  });

  const next = async () => ((await starting[0]) as ServiceProcess).url;
  const post = async (path: string, json: object, token?: string): Promise<Reply> =>
    ask((await next()) + path, { method: 'POST', json, ...(token !== undefined && { token }) });
  const signIn = (code?: string): Promise<Reply> =>
    post('/v2/tokens', {
      grantType: 'password',
      ...account,
      ...(code !== undefined && { secondFactorCode: code }),
    });
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

  /** The stored state, which is whole at every moment: none, or a secret with ten recovery codes. */
  async function stored(): Promise<Factor> {
    // Waits for the transaction of the killed process, which may still be running.
    await database.query(`select 1 from patron where email = '${account.email}' for update`);
    const { rows } = await database.query<Factor>(
      `select secret is not null as active, cardinality(recovery_codes) as codes from second_factor`,
    );
    return rows[0] ?? { active: false, codes: 0 };
  }

  it(`leaves a whole one or none in ${kills} kills, and never an account that nobody can sign in to`, async () => {
    const seen = { confirmed: 0, 'done but not confirmed': 0, 'not done': 0 };
    let span = 40;
    for (let number = 1; number <= kills; number++) {
      await database.query('delete from second_factor');
      const token = tokenIn(await signIn());
      const begun = await post('/v2/me/second-factor', { currentPassword: account.password }, token);
      const { secret } = JSON.parse(begun.text) as { secret: string };
      const answering = post('/v2/me/second-factor/confirmations', { code: codeOf(secret) }, token);
      await killNext(Math.random() * span);
      const { outcome } = await answering;
      const { active, codes } = await stored();
      expect(codes, 'recovery codes').to.equal(active ? 10 : 0);
      if (outcome === 200) expect(active, 'a confirmed second factor').to.equal(true);
      expect((await signIn()).outcome).to.equal(active ? 403 : 200);
      seen[outcome === 200 ? 'confirmed' : active ? 'done but not confirmed' : 'not done']++;
      span *= outcome === 200 ? 0.75 : 1.3;
    }
    report(`kill -9 amid an enrolment, ${kills} rounds`, 'no half second factor, nobody locked out', seen);
  });

  async function killNext(afterMs: number): Promise<void> {
    const victim = (await starting[0]) as ServiceProcess;
    await sleep(afterMs);
    victim.signal('SIGKILL');
    void starting.shift();
    starting.push(startDeployed(databaseUrl));
  }
});

function tokenIn({ text }: Reply): string {
  return (JSON.parse(text) as { accessToken: string }).accessToken;
}
