import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Client } from 'pg';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses, type Ending } from '../../support/real-process.js';
import { cli, ownSecret, startDeployed, type ServiceProcess } from '../../support/service-process.js';

/** The real service fails, is repaired, and gets the request again from its log. */
describe('A request that failed', function () {
  this.timeout(30_000);
  let service: ServiceProcess;
  let client: Client;
  let folder: string;
  let token: string;
  before(async () => {
    const databaseUrl = await freshDatabase('seeded');
    client = new Client({ connectionString: databaseUrl });
    await client.connect();
    folder = await mkdtemp(join(tmpdir(), 'shelflife-replay-'));
    service = await startDeployed(databaseUrl);
    token = await logIn('librarian');
  });
  after(async () => {
    await client.end();
    await endProcesses();
    await rm(folder, { recursive: true });
  });

  const ask = async (method: string, path: string, id: string, json?: object, headers = {}) => {
    const answer = await fetch(service.url + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Request-Id': id, ...headers },
      body: json === undefined ? null : JSON.stringify(json),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const logIn = async (who: string): Promise<string> => {
    const credentials = { email: `${who}@example.org`, password: `${who}-demo-password` };
    const { text } = await ask('POST', '/v1/users/login', 'log-in', credentials);
    return (JSON.parse(text) as { token: string }).token;
  };
  /** While a table is missing, every write to it is an unexpected fault. */
  const broken = async <T>(table: string, work: () => Promise<T>): Promise<T> => {
    await client.query(`alter table ${table} rename to ${table}_that_was`);
    try {
      return await work();
    } finally {
      await client.query(`alter table ${table}_that_was rename to ${table}`);
    }
  };
  const replay = async (id: string, input = '', secret = ownSecret, prefix = ''): Promise<Ending> => {
    await service.reaches(() => service.stdout().includes(`"${id}"`));
    const log = join(folder, 'service.log');
    await writeFile(log, service.stdout().replaceAll(/^/gm, prefix));
    const args = ['replay', id, '--log', log, '--to', service.url];
    return cli(folder, args, { JWT_SECRET: secret }, input);
  };
  const count = async (table: string) =>
    Number((await client.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);

  it('can be sent again from the log after the repair, and takes effect once', async () => {
    const before = await count('loan');
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'replay-1' };
    const loan = { copyBarcode: 'C00000001' };
    const failed = await broken('loan', () => ask('POST', '/v2/loans', 'req-loan', loan, headers));
    expect(failed.status).to.equal(500);
    expect(await count('loan')).to.equal(before);

    const first = await replay(
      'req-loan',
      `${token}\n`,
      ownSecret,
      '   2026-12-01T09:30:00.00+0000 [APP/PROC/WEB/0] OUT ',
    );
    expect([first.code, first.stderr]).to.deep.equal([0, '']);
    expect(first.stdout).to.match(/^POST \/v2\/loans: 201\n\{"id":"loan_/);
    const second = await replay('req-loan', `${token}\n`);
    expect(second.stdout, 'the Idempotency-Key makes one loan of two requests').to.equal(first.stdout);
    expect(await count('loan')).to.equal(before + 1);
  });

  it('needs no token if it had none, and keeps its query', async () => {
    const path = '/v1/books?title=crime&per_page=1';
    const failed = await broken('copy', () => ask('GET', path, 'req-list'));
    expect(failed.status).to.equal(500);
    const { code, stdout } = await replay('req-list');
    expect(code).to.equal(0);
    expect(stdout).to.include(`GET ${path}: 200\n[{"id":`).and.include('Crime and Punishment');
  });

  it('is kept also when it failed before its body was read', async () => {
    // The caller is not authenticated yet.
    const unknown = await logIn('admin');
    const headers = { Authorization: `Bearer ${unknown}` };
    const book = { title: 'The Summer Book' };
    expect(
      (await broken('patron', () => ask('POST', '/v1/books', 'req-early', book, headers))).status,
    ).to.equal(500);
    expect((await replay('req-early', `${unknown}\n`)).stdout).to.include('POST /v1/books: 201\n');
  });

  it('is reported to have failed again if it did', async () => {
    await broken('loan_count', () => ask('GET', '/v1/books/popular', 'req-again'));
    const { code, stdout, stderr } = await broken('loan_count', () => replay('req-again'));
    expect([code, stderr]).to.deep.equal([1, 'The request failed again.\n']);
    expect(stdout).to.include('GET /v1/books/popular: 500\n');
  });

  it('is not sent without its secrets, which are not kept', async () => {
    const json = { username: 'ann', email: 'ann@people.example', password: 'a hidden evening' };
    const failed = await broken('patron', () => ask('POST', '/v1/users/register', 'req-secret', json));
    expect(failed.status).to.equal(500);
    const before = await count('patron');
    const { code, stderr } = await replay('req-secret');
    expect([code, stderr]).to.deep.equal([
      1,
      'This request cannot be sent again: the log does not keep its password.\n',
    ]);
    expect(await count('patron')).to.equal(before);
  });

  it('is readable only with the secret of the service', async () => {
    const { code, stderr } = await replay(
      'req-loan',
      '',
      'another secret of the tests: 27 lamps and 4 herons',
    );
    expect(code).to.equal(1);
    expect(stderr).to.match(/^The request cannot be read: it was sealed with another JWT_SECRET, or cut/);
    expect(service.stdout()).to.not.include('Summer').and.not.include('crime').and.not.include('C00000001');
  });

  it('is not found if it did not fail', async () => {
    const { code, stderr } = await replay('log-in');
    expect([code, stderr.replace(/^\S+/, 'FILE')]).to.deep.equal([
      1,
      'FILE has no failed request log-in that can be sent again.\n',
    ]);
  });
});
