import path from 'node:path';
import { expect } from 'chai';
import { apiClient } from '../support/api-client.js';
import { cloneInto } from '../support/clone.js';
import { endAll, newFolder, postmaster, removeFolders, runs } from '../support/embedded-postgres.js';
import { endProcesses, run } from '../support/real-process.js';
import { withBanner, type ServiceProcess } from '../support/service-process.js';
import { showSeconds } from '../support/show-seconds.js';

/** In a folder whose name has special characters of a URL, a shell and a pattern. */
async function freshClone(): Promise<string> {
  const home = path.join(await newFolder(), 'Bücher (2) [copy]');
  await cloneInto(home);
  return home;
}

/** Only the port differs from the normal start: any free one, because another program may use 3000 here. */
function npmStart(home: string): Promise<ServiceProcess> {
  return withBanner(run('npm', ['start'], { cwd: home, env: { PORT: '0' } }));
}

const serverOf = (home: string): number => postmaster(path.join(home, '.data')) ?? 0;

/** Waits until npm, node and PostgreSQL have ended. */
async function expectEnd(service: ServiceProcess, server: number): Promise<void> {
  await service.ended;
  expect([service.groupRuns(), runs(server)]).to.deep.equal([false, false]);
}

describe('npm start', function () {
  this.timeout(90_000);
  let one: string;
  let two: string;

  before(async () => {
    [one, two] = await Promise.all([freshClone(), freshClone()]);
  });
  afterEach(endProcesses);
  after(async () => {
    endAll();
    await removeFolders();
  });

  it('builds and starts a new clone, and Ctrl-C ends all processes', async function () {
    const service = await npmStart(one);
    showSeconds(this, { 'it took': service.seconds });
    expect(service.seconds).to.be.below(20);
    expect(
      service
        .stdout()
        .split('\n')
        .filter((line) => /^[A-Z].*[.]$/.test(line)),
    ).to.deep.equal([
      'Compiling the sources.',
      'Starting PostgreSQL.',
      'Migrating the database.',
      'Seeding the empty library.',
      'Starting the service.',
      `Listening on port ${new URL(service.url).port}.`,
    ]);
    expect((await fetch(`${service.url}/v1/books`)).status).to.equal(200);
    const version = (await (await fetch(`${service.url}/version`)).json()) as { commit: string };
    expect(version.commit).to.equal('unknown: compiled outside of a git repository');
    const server = serverOf(one);
    expect(runs(server)).to.equal(true);
    service.signalGroup('SIGINT');
    await expectEnd(service, server);
  });

  it('runs two clones side by side, and SIGTERM to npm alone ends all of its own processes', async () => {
    const [here, there] = await Promise.all([npmStart(one), npmStart(two)]);
    const servers = [serverOf(one), serverOf(two)] as const;
    expect(servers[0]).not.to.equal(servers[1]);
    const [mine, yours] = [apiClient(here.url, []), apiClient(there.url, [])];
    const book = { title: 'Only here', author: 'Ann Example' };
    const token = await mine.logIn('librarian');
    expect((await mine.post('/v1/books', { token, json: book })).status).to.equal(201);
    expect((await mine.get('/v1/books?title=Only%20here')).body).to.have.lengthOf(1);
    expect((await yours.get('/v1/books?title=Only%20here')).body).to.have.lengthOf(0);

    here.signal('SIGTERM');
    await expectEnd(here, servers[0]);
    expect((await yours.get('/health')).status).to.equal(200);
    there.signal('SIGTERM');
    await expectEnd(there, servers[1]);
  });
});
