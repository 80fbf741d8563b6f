import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Client } from 'pg';
import { purposeOf } from '../../src/application/accounts/second-factor/code-checker.js';
import { SealedVault } from '../../src/infrastructure/accounts/second-factor/sealed-vault.js';
import { report } from '../support/faults/fault-report.js';
import { inForm } from '../support/faults/form.js';
import { KilledService, KillMoment } from '../support/faults/killed-service.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { launchWorker, ownSecret } from '../support/service-process.js';
import { until } from '../support/until.js';

const kills = inForm(6, 60);
const owners = 500;
const newer = 'a newer secret of the tests: 31 lamps and no heron';

describe('A worker that is killed while it seals secrets with a new key', function () {
  this.timeout(120_000 + kills * 10_000);
  let databaseUrl: string;
  let database: Client;
  before(async () => {
    databaseUrl = await freshDatabase('migrated');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
  });
  after(async () => {
    await endProcesses();
    await database.end();
  });

  const start = () => launchWorker(databaseUrl, { JWT_SECRET: `${newer},${ownSecret}` });
  const textOf = (id: string) => `secret of ${id}`;

  async function addFactors(): Promise<void> {
    const { rows } = await database.query<{ id: string }>(
      `insert into patron (card_number, username, email, role, category, created_at, updated_at)
       select card, card, card || '@example.org', 'librarian', 'adult', now(), now()
       from (select 'R' || nextval('patron_card_number') as card from generate_series(1, $1::int)) as cards
       returning id`,
      [owners],
    );
    const former = new SealedVault([ownSecret]);
    const sealed = rows.map(({ id }) => former.seal(textOf(id), purposeOf(Number(id))));
    await database.query(
      `insert into second_factor (patron_id, secret, confirmed_at, last_step, recovery_codes)
       select id, secret, now(), 0, '{}' from unnest($1::bigint[], $2::text[]) as factors (id, secret)`,
      [rows.map(({ id }) => id), sealed],
    );
  }

  /** How many secrets the newer key alone opens. Fails for a secret that neither key opens. */
  async function renewed(): Promise<number> {
    const { rows } = await database.query<{ patron_id: string; secret: string }>(
      'select patron_id, secret from second_factor',
    );
    expect(rows).to.have.length(owners);
    const [both, alone] = [new SealedVault([newer, ownSecret]), new SealedVault([newer])];
    const purpose = (id: string) => purposeOf(Number(id));
    for (const { patron_id: id, secret } of rows) expect(both.open(secret, purpose(id))).to.equal(textOf(id));
    return rows.filter(({ patron_id: id, secret }) => alone.open(secret, purpose(id)) !== undefined).length;
  }

  it(`leaves no secret that cannot be opened in ${kills} kills, and its successor seals the rest`, async () => {
    await addFactors();
    let midway = 0;
    let worker = start();
    for (let number = 1; number <= kills; number++) {
      await worker.says(/"working"/);
      await sleep(Math.random() * 300);
      worker.signal('SIGKILL');
      await worker.ended;
      const done = await renewed();
      if (done > 0 && done < owners) midway++;
      // The killed job is run again after hours only.
      await database.query(
        'select graphile_worker.force_unlock_workers(array_agg(locked_by)) from graphile_worker._private_jobs where locked_by is not null',
      );
      worker = start();
    }
    await until(async () => (await renewed()) === owners, 60_000);
    worker.signal('SIGTERM');
    expect((await worker.ended).code).to.equal(0);
    report(`kill -9 amid a change of keys, ${kills} ×`, 'every secret can be opened', { owners, midway });
  });
});

describe('A service that is killed while a client exchanges its refresh token', function () {
  this.timeout(60_000 + kills * 10_000);
  const account = { email: 'patron@example.org', password: 'patron-demo-password' };
  let service: KilledService;
  before(async () => {
    service = await KilledService.start();
  });
  after(() => service.stop());

  const refresh = (refreshToken: string) =>
    service.post('/v2/tokens', { grantType: 'refresh_token', refreshToken });

  async function signIn(): Promise<string> {
    const { text, outcome } = await service.post('/v2/tokens', { grantType: 'password', ...account });
    expect(outcome).to.equal(200);
    return (JSON.parse(text) as { refreshToken: string }).refreshToken;
  }

  /** The tokens of the only session that can still be exchanged. */
  async function unspent(): Promise<number> {
    await service.settled(account.email);
    const { rows } = await service.database.query<{ count: number }>(
      `select count(*)::int as count from refresh_token where spent_at is null`,
    );
    return rows[0]?.count ?? 0;
  }

  it(`leaves one valid token in ${kills} kills: the former one, or the next one`, async () => {
    const seen = { confirmed: 0, 'done but not confirmed': 0, 'not done': 0 };
    const moment = new KillMoment(40);
    for (let number = 1; number <= kills; number++) {
      await service.database.query('delete from refresh_token');
      const former = await signIn();
      const answering = refresh(former);
      await service.kill(moment.next());
      const { outcome } = await answering;
      expect(await unspent(), 'tokens that can be exchanged').to.equal(1);
      // A client without an answer tries its token again: it works, or it was spent, and the session ends.
      const again = await refresh(former);
      expect(again.outcome).to.be.oneOf(outcome === 200 ? [400] : [200, 400]);
      seen[outcome === 200 ? 'confirmed' : again.outcome === 400 ? 'done but not confirmed' : 'not done']++;
      moment.learn(outcome === 200);
    }
    report(`kill -9 amid a refresh, ${kills} rounds`, 'one valid token, the former or the next', seen);
  });
});
