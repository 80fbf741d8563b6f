import { appendFile, cp, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { cloneInto } from '../support/clone.js';
import { projectRoot } from '../support/documents.js';
import { endAll, newFolder, postmaster, removeFolders, runs } from '../support/embedded-postgres.js';
import { endProcesses, run } from '../support/real-process.js';
import { withBanner, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const source = 'src/interface/kernel/app/health.ts';

describe('npm run dev', function () {
  this.timeout(180_000);
  let home: string;
  let service: ServiceProcess;

  before(async () => {
    home = path.join(await newFolder(), 'home');
    await cloneInto(home);
    await cp(path.join(projectRoot, 'dist'), path.join(home, 'dist'), { recursive: true });
    const env = { PORT: String(await freePort(0)) };
    const running = run('npm', ['run', 'dev'], { cwd: home, env });
    await running.says(/^ {2}Borrow .*\n/m, 120_000);
    service = await withBanner(running);
  });
  after(async () => {
    await endProcesses();
    endAll();
    await removeFolders();
  });

  const server = (): number => postmaster(path.join(home, '.data')) ?? 0;

  async function answersWith(status: string): Promise<void> {
    const live = () =>
      fetch(`${service.url}/health/live`).then((answer) => answer.json() as Promise<{ status?: string }>);
    await until(async () => (await live().catch(() => undefined))?.status === status, 60_000);
  }

  async function edit(before: string, after: string): Promise<void> {
    const file = path.join(home, source);
    const text = (await readFile(file, 'utf8')).replace(before, after);
    // As editors save: a new file takes the place of the old one.
    await writeFile(`${file}~`, text);
    await rename(`${file}~`, file);
  }

  it('answers as a source says after it was changed, on the same PostgreSQL', async () => {
    await answersWith('ok');
    const before = server();
    await edit("{ status: 'ok' })", "{ status: 'changed' })");
    await answersWith('changed');
    expect(runs(before)).to.equal(true);
    expect(server()).to.equal(before);
  });

  it('keeps the service while the sources do not compile, and says what is wrong', async () => {
    await appendFile(path.join(home, source), "const wrong: number = '';\n");
    await service.says(/health[.]ts.*TS2322[^]*The sources do not compile/, 60_000);
    await answersWith('changed');
    await edit("const wrong: number = '';\n", '');
    await edit("{ status: 'changed' })", "{ status: 'mended' })");
    await answersWith('mended');
  });

  it('ends with Ctrl-C, and PostgreSQL with it', async () => {
    const last = server();
    expect(runs(last)).to.equal(true);
    service.signalGroup('SIGINT');
    expect(await service.ended).to.include({ code: 0 });
    expect([service.groupRuns(), runs(last)]).to.deep.equal([false, false]);
  });
});
