import { expect } from 'chai';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { launchWorker, startDeployed, type ServiceProcess } from '../support/service-process.js';

/** Makes a process throw an uncaught error when it gets the signal. */
const planted = {
  NODE_OPTIONS:
    '--import=data:text/javascript,' +
    encodeURIComponent(`
      process.on('SIGUSR2', () => { throw new Error('planted') });
      process.on('SIGWINCH', () => { Promise.reject(new Error('planted')) });`),
};

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

function linesOf(stdout: string): Line[] {
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg !== 'answered');
}

async function endOf(service: ServiceProcess, signal: NodeJS.Signals) {
  service.signal(signal);
  const { code, stdout, stderr } = await service.ended;
  return { code, stderr, lines: linesOf(stdout) };
}

describe('The log of a process', function () {
  this.timeout(30_000);
  afterEach(endProcesses);

  it('reports its start, why it stops, and how long that took', async () => {
    const { code, stderr, lines } = await endOf(await startDeployed(await freshDatabase()), 'SIGTERM');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(lines.map(({ level, msg }) => `${level} ${msg}`)).to.deep.equal([
      'info started',
      'info stopping',
      'info stopped',
    ]);
    const [started, stopping, stopped] = lines;
    expect(started).to.include({ environment: 'production' }).and.to.include.keys('port', 'seconds');
    expect(stopping).to.include({ reason: 'SIGTERM' });
    expect(stopped).to.include({ reason: 'SIGTERM' }).and.to.include.keys('seconds');
  });

  for (const [signal, what] of [
    ['SIGUSR2', 'an uncaught error'],
    ['SIGWINCH', 'an unhandled rejection'],
  ] as const) {
    it(`names ${what} as the reason for an orderly end with 1`, async () => {
      const service = await startDeployed(await freshDatabase(), planted);
      const { code, stderr, lines } = await endOf(service, signal);
      expect([code, stderr]).to.deep.equal([1, '']);
      expect(lines.map(({ msg }) => msg)).to.deep.equal(['started', 'crashed', 'stopping', 'stopped']);
      expect(JSON.stringify(lines[1])).to.include('planted').and.to.include('stack');
      expect(lines[3]).to.include({ reason: 'crash' });
    });
  }

  it('has the same messages for a worker', async () => {
    const worker = launchWorker(await freshDatabase(), planted);
    await worker.says(/"working"/);
    worker.signal('SIGUSR2');
    const { code, stdout, stderr } = await worker.ended;
    expect([code, stderr]).to.deep.equal([1, '']);
    const told = linesOf(stdout).map(({ msg }) => msg);
    expect(told.filter((msg) => !msg.startsWith('job'))).to.deep.equal([
      'started',
      'no mail server',
      'working',
      'crashed',
      'stopping',
      'stopped',
    ]);
  });
});
