import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { endProcesses, run } from '../support/real-process.js';
import { budgets } from '../../tools/trace/budgets.js';

const main = fileURLToPath(new URL('../../tools/trace/main.js', import.meta.url));

describe('The call budget', function () {
  this.timeout(60_000);
  after(endProcesses);

  for (const [request, budget] of Object.entries(budgets)) {
    it(`is kept by a warm ${request}`, async () => {
      const { code, stdout, stderr } = await run(process.execPath, [main, request], { cwd: tmpdir() }).ended;
      expect([code, stderr]).to.deep.equal([0, '']);
      expect(stdout).to.not.contain('OVER THE BUDGET');
      expect(stdout.match(/within the budget of \d+/g)).to.have.lengthOf(Object.keys(budget).length);
    });
  }
});
