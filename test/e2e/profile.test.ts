import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { endProcesses, run } from '../support/real-process.js';

const main = fileURLToPath(new URL('../../tools/profile/main.js', import.meta.url));

describe('npm run profile', function () {
  this.timeout(60_000);
  let cwd: string;
  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'shelflife-profile-'));
  });
  after(async () => {
    await endProcesses();
    await rm(cwd, { recursive: true });
  });

  it('writes a profile of the service under load, and a list of the functions that took the time', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [main, '--seconds', '1'], { cwd }).ended;
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^[1-9]\d* requests, 0 failed; \d+ a second, p50 \d+ ms, p99 \d+ ms\n/);
    expect(stdout).to.match(/Self time of packages\n(?: +[\d.]+ % {2}\S+\n){5}/);
    expect(stdout).to.match(/\n +[\d.]+ {2}a line of the log\n +[\d.]+ {2}counting\n/);
    const files = await readdir(join(cwd, 'dist/profile'));
    expect(files.map((name) => name.split('.').at(-1))).to.deep.equal(['cpuprofile']);
  });
});
