import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { endProcesses, run } from '../support/real-process.js';

const main = fileURLToPath(new URL('../../tools/trace/main.js', import.meta.url));
const trace = (...args: readonly string[]) => run(process.execPath, [main, ...args], { cwd: tmpdir() }).ended;
const few = ['--warm', '5', '--times', '2'];

describe('npm run trace', function () {
  this.timeout(60_000);
  after(endProcesses);

  it('counts the calls of a prepared request, of our own code and of packages', async () => {
    const { code, stdout, stderr } = await trace('POST /v1/loans', ...few, '--functions');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/^POST \/v1\/loans: answered 201; 5 requests to warm up, then 2 counted/);
    expect(stdout).to.match(/\nour own( +[1-9]\d*){3}.*\nin packages( +[1-9]\d*){3}/);
    expect(stdout).to.match(/\n +[1-9]\d* {2}borrow {2}dist\/src\/application\/circulation\/\S+:\d+\n/);
  });

  it('sends any other request unchanged, as a librarian', async () => {
    const { code, stdout } = await trace('GET /v1/loans?per_page=3', ...few);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^GET \/v1\/loans\?per_page=3: answered 200; /);
  });

  it('explains the format of a request', async () => {
    const { code, stderr } = await trace('loans');
    expect(code).to.equal(1);
    expect(stderr).to.contain('It must be a method and a path');
  });
});
