import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import {
  answers,
  crash,
  endAll,
  newFolder,
  postmaster,
  removeFolders,
  runs,
} from '../support/embedded-postgres.js';
import { canPaste, pasteLines } from '../support/banner-lines.js';
import { endProcesses } from '../support/real-process.js';
import { launch, startDevelopment, type ServiceProcess } from '../support/service-process.js';
import { showSeconds } from '../support/show-seconds.js';

interface Loan {
  readonly id: number;
  readonly book_id: number;
  readonly status: string;
}

/** Ctrl-C must leave no process behind. */
async function interrupt(service: ServiceProcess, folder: string): Promise<void> {
  const server = postmaster(folder);
  service.signalGroup('SIGINT');
  expect(await service.ended).to.include({ code: 0, stderr: '' });
  expect(service.groupRuns()).to.equal(false);
  expect(server && runs(server), 'PostgreSQL still runs').to.equal(false);
}

async function patronsLoans({ url }: ServiceProcess): Promise<Loan[]> {
  const credentials = { email: 'patron@example.org', password: 'patron-demo-password' };
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify(credentials);
  const login = await fetch(`${url}/v1/users/login`, { method: 'POST', headers, body });
  const { token } = (await login.json()) as { token: string };
  const mine = await fetch(`${url}/v1/loans?per_page=100`, { headers: { Authorization: `Bearer ${token}` } });
  return (await mine.json()) as Loan[];
}

describe('A new user', function () {
  this.timeout(30_000);
  let folder: string;

  // Most tests continue with the library of the first start, as users do.
  before(async () => {
    folder = await newFolder();
  });
  afterEach(endProcesses);
  after(async () => {
    endAll();
    await removeFolders();
  });

  it('starts the service, pastes the lines of its banner, stops it, and finds the loan again', async function () {
    const first = await startDevelopment(folder);
    for (const path of ['/v1/books', '/v1/docs', '/health']) {
      expect(first.stdout()).to.include(`${first.url}${path}`);
      expect((await fetch(first.url + path)).status, path + first.stdout()).to.equal(200);
    }
    const loan = canPaste() ? await pasted(first) : undefined;
    await interrupt(first, folder);

    const second = await startDevelopment(folder);
    const loans = await patronsLoans(second);
    if (loan) expect(loans.find(({ id }) => id === loan.id)).to.include(loan);
    await interrupt(second, folder);
    showSeconds(this, { 'first start': first.seconds, 'second start': second.seconds });
    expect(first.seconds).to.be.below(10);
    expect(second.seconds).to.be.below(3);
  });

  async function pasted(service: ServiceProcess): Promise<Pick<Loan, 'id' | 'book_id' | 'status'>> {
    const { stdout, stderr } = await pasteLines(service.stdout(), folder);
    expect(stderr.trim().split('\n')).to.deep.equal(['200', '200', '201']);
    const [books, loan] = stdout.trim().split('\n').filter(Boolean);
    expect(JSON.parse(books ?? '')).to.have.lengthOf(10);
    const { id, book_id, status } = JSON.parse(loan ?? '') as Loan;
    return { id, book_id, status };
  }

  it('can log in with every demo login of the banner', async () => {
    const service = await startDevelopment(folder);
    const logins = [...service.stdout().matchAll(/(\S+@example\.org) +(\S+-password)$/gm)];
    expect(logins.map(([, email]) => email?.split('@')[0])).to.deep.equal(['patron', 'librarian', 'admin']);
    for (const [, email, password] of logins) {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ email, password });
      const answer = await fetch(`${service.url}/v1/users/login`, { method: 'POST', headers, body });
      expect(answer.status, email).to.equal(200);
    }
    await interrupt(service, folder);
  });

  it('can start again after the service was killed, and again after PostgreSQL was killed as well', async function () {
    const first = await startDevelopment(folder);
    const loans = await patronsLoans(first);
    const server = postmaster(folder);
    first.signal('SIGKILL');
    await first.ended;
    const second = await startDevelopment(folder);
    expect(postmaster(folder), 'the same PostgreSQL').to.equal(server);
    expect(await patronsLoans(second)).to.deep.equal(loans);

    second.signal('SIGKILL');
    await second.ended;
    await crash(folder);
    const third = await startDevelopment(folder);
    expect(await patronsLoans(third)).to.deep.equal(loans);
    await interrupt(third, folder);
    showSeconds(this, { 'without the service': second.seconds, 'without PostgreSQL': third.seconds });
    expect(second.seconds).to.be.below(5);
    expect(third.seconds).to.be.below(5);
  });

  it('reads in one line that the port is taken, and PostgreSQL is released', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await launch(folder, { PORT: String(port) }).ended;
    other.close();
    expect(stderr).to.equal(`Port ${port} of 127.0.0.1 is taken: set PORT to another one.\n`);
    expect([code, postmaster(folder)]).to.deep.equal([1, undefined]);
    expect(stdout).to.not.include('Listening');
  });

  it('reads in one line that the database is missing', async () => {
    const { code, stderr } = await launch(folder, { DATABASE_URL: 'postgresql://ann:pw@localhost:1/none' })
      .ended;
    expect(stderr).to.match(/^.*ECONNREFUSED.*\n$/);
    expect(stderr).not.to.include('pw');
    expect(code).to.equal(1);
  });

  it('may press Ctrl-C before the first start has ended', async () => {
    const early = await newFolder();
    const service = launch(early);
    await service.reaches(() => postmaster(early) !== undefined);
    const server = postmaster(early);
    service.signalGroup('SIGINT');
    expect(await service.ended).to.include({ code: 0, stdout: 'Starting PostgreSQL.\n', stderr: '' });
    expect(server && runs(server)).to.equal(false);
    // The next start completes the unfinished work.
    const again = await startDevelopment(early);
    expect(await patronsLoans(again)).to.be.an('array');
    await interrupt(again, early);
    expect(await answers(again.url)).to.equal(false);
  });
});
