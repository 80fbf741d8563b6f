import { expect } from 'chai';
import { Client } from 'pg';
import PostalMime from 'postal-mime';
import { ask } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { launchWorker, startDeployed, type ServiceProcess } from '../support/service-process.js';
import { startSmtp, type SmtpServer } from '../support/smtp.js';
import { until } from '../support/until.js';

const emails = ['patron@example.org', 'librarian@example.org', 'admin@example.org'];

describe('A mail server that is away for an hour', function () {
  this.timeout(120_000);
  let database: Client;
  let smtp: SmtpServer;
  let proxy: TcpProxy;
  let service: ServiceProcess;
  let databaseUrl: string;
  before(async () => {
    databaseUrl = await freshDatabase('seeded');
    database = new Client({ connectionString: databaseUrl });
    await database.connect();
    smtp = await startSmtp();
    proxy = await TcpProxy.to(smtp.url);
    service = await startDeployed(databaseUrl, { SMTP_URL: proxy.url });
  });
  after(async () => {
    await endProcesses();
    await database.end();
    await proxy.close();
    await smtp.stop();
  });

  const count = async (condition: string): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::int as count from account_letter where ${condition}`,
    );
    return rows[0]?.count ?? 0;
  };

  /** Stored times are moved back, as if they were written so many minutes earlier, and the job is due. */
  async function letMinutesPass(minutes: number): Promise<void> {
    await database.query(
      `update account_letter set at = at - make_interval(mins => $1), retry_at = now() - interval '1 second'`,
      [minutes],
    );
    await database.query(
      `select graphile_worker.add_job('accounts.send_letters', job_key => 'accounts.send_letters')`,
    );
  }

  const isIdle = async (): Promise<boolean> => {
    const running = await database.query('select 1 from graphile_worker.jobs where locked_by is not null');
    return running.rowCount === 0;
  };

  it('delays the links for new passwords, which work for their whole time once they arrive, one mail each', async () => {
    for (const email of emails) {
      const { outcome } = await ask(`${service.url}/v2/password-resets`, { method: 'POST', json: { email } });
      expect(outcome, 'while the mail server is away').to.equal(202);
    }
    const worker = launchWorker(databaseUrl, { SMTP_URL: proxy.url });
    await worker.says(/"working"/);
    await until(async () => (await count('attempts > 0')) === emails.length, 60_000);
    for (let quarter = 1; quarter <= 4; quarter++) {
      await letMinutesPass(15);
      await until(async () => (await count(`attempts > ${quarter}`)) === emails.length, 60_000);
    }
    expect(smtp.messages).to.have.length(0);
    await until(isIdle, 60_000);
    await proxy.open();
    await letMinutesPass(0);
    await until(async () => (await count('true')) === 0, 60_000);
    worker.signal('SIGTERM');
    expect((await worker.ended).code).to.equal(0);
    const letters = await Promise.all(smtp.messages.map((raw) => PostalMime.parse(raw)));
    expect(letters.map(({ to }) => to?.[0]?.address)).to.have.members(emails);
    for (const { text = '' } of letters) {
      const token = /token=(\S+)/.exec(text)?.[1];
      const json = { token, newPassword: 'a quiet evening after all' };
      const used = await ask(`${service.url}/v2/password-resets/completions`, { method: 'POST', json });
      expect(used.outcome).to.equal(204);
    }
    report('a mail server away for an hour', 'one mail each, and every link works', {
      mails: letters.length,
    });
  });
});
