import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { writtenAddress } from '../../src/interface/documentation/handbook/written-guides.js';
import { projectRoot, readDocument } from '../support/documents.js';
import { blocks } from '../support/markdown.js';
import { endProcesses } from '../support/real-process.js';
import { startService } from '../support/service.js';
import { isAsSaid, stepsIn, walk } from '../support/tour.js';

const guides = readdirSync(`${projectRoot}/guides`).map((name) => readDocument(`guides/${name}`));
const forDevelopers = readDocument('docs/client-developers.md');

/** Plays the authenticator app as `oathtool` does: `--totp -b [--now '30 seconds'] SECRET`. */
const oathtool = `oathtool() { node --input-type=module -e "
import { TOTP } from 'otpauth';
const args = process.argv.slice(1);
const later = args.includes('--now') ? 30_000 : 0;
console.log(new TOTP({ secret: args.at(-1) }).generate({ timestamp: Date.now() + later }));
" -- "$@"; }`;

describe('The guides', function () {
  this.timeout(60_000);

  after(endProcesses);

  it('explain everything that a client developer has to know first', () => {
    expect(guides.map(({ path }) => path.replace(/^guides\/\d+-/, ''))).to.include.members([
      'first-steps.md',
      'sign-in-and-refresh.md',
      'second-factor.md',
      'paging.md',
      'idempotency.md',
      'conditional-changes.md',
      'limits.md',
      'errors.md',
      'minors-and-pins.md',
      'deprecation.md',
    ]);
  });

  for (const { path, text } of [...guides, forDevelopers]) {
    it(`${path} has requests that are answered as it says`, async () => {
      const service = await startService();
      try {
        const steps = stepsIn(text.replaceAll(writtenAddress, service.url));
        expect(steps.length).to.be.greaterThan(0);
        const [, ...printed] = await walk([{ commands: oathtool, outcome: [] }, ...steps], projectRoot);
        for (const [at, step] of steps.entries()) {
          const seen = printed[at] ?? '';
          const said = `${step.commands}\nshould print\n${step.outcome.join('\n')}\nand it printed\n${seen}`;
          expect(isAsSaid(seen, step), said).to.equal(true);
        }
      } finally {
        await service.stop();
      }
    });

    it(`${path} shows nothing that is not run`, () => {
      expect(text.match(/^```/gm)?.length ?? 0).to.equal(blocks(text, 'sh').length * 2);
    });
  }
});
