import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { report } from '../support/faults/fault-report.js';
import { endProcesses, run } from '../support/real-process.js';

const demo = fileURLToPath(new URL('../../tools/demo-sunset/main.js', import.meta.url));

/** Lines of the timeline, in the order in which they have to be printed. */
const told: readonly RegExp[] = [
  /^2027-01-25 .* Lantern .* GET \/v1\/books: 200, Deprecation: @1801440000, Sunset: Tue, 01 Feb 2028/m,
  /^2027-01-26 .* mail to owner@\w+\.example: .*deprecated$/m,
  / Lantern .* report: \d+ changes affect it, \d+ do not$/m,
  / Lantern .* GET \/v2\/books: 200$/m,
  / Lantern .* mail to owner@lantern\.example: .* is done$/m,
  / Harbour .* mail to owner@harbour\.example: .*still calls/m,
  / Harbour .* Prefer: lifecycle-at="2028-02-01T12:00:00Z": 410$/m,
  / Harbour .* GET \/v2\/books: 200$/m,
  /^2027-12-07 .* Kiosk .* GET \/v1\/books: 410 request\.brownout$/m,
  /^2028-01-25 .* ends within 7 days$/m,
  /^2028-02-01 .* operators .* mail to .*: .*1 held/m,
  / operators .* GET \/ops\/v1\/held-sunsets: .* still calls it/m,
  / Kiosk .* POST \/v2\/me\/deprecations\/v1-list-books\/consents: 201$/m,
  /^2028-02-04 .* Kiosk .* GET \/v1\/books: 410 request\.gone$/m,
  /^What each was told$/m,
];

describe('The demo of a sunset', function () {
  this.timeout(300_000);
  afterEach(endProcesses);

  it('plays a year in which each is told what concerns them, and exits with 0', async () => {
    const began = performance.now();
    const { code, stdout, stderr } = await run(process.execPath, [demo], { cwd: process.cwd() }).ended;
    const faults = stdout.split('\n').filter((line) => line.includes('✗'));
    report('a year with a sunset on a moved clock', 'each step as expected', {
      seconds: Math.round((performance.now() - began) / 1_000),
      steps: stdout.split('✓').length - 1,
      faults: faults.length,
    });
    expect({ code, stderr, faults }).to.deep.equal({ code: 0, stderr: '', faults: [] });
    let rest = stdout;
    for (const line of told) {
      const found = line.exec(rest);
      expect(found, `${line} in what is left of the output:\n${rest}`).to.not.equal(null);
      rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
    }
  });
});
