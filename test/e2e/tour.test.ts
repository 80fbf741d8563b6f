import { expect } from 'chai';
import { tmpdir } from 'node:os';
import { canPaste } from '../support/banner-lines.js';
import { readDocument } from '../support/documents.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDevelopment } from '../support/service-process.js';
import { isAsSaid, stepsOf, walk, type Step } from '../support/tour.js';

const steps = stepsOf(readDocument('docs/tour.md').text);

function lastCommand({ commands }: Step): string {
  return (
    commands
      .replaceAll(/\s*\\\n\s*/g, ' ')
      .split('\n')
      .at(-1) ?? ''
  );
}

describe('The tour in docs/tour.md', function () {
  this.timeout(60_000);
  let printed: string[] = [];
  let printedAgain: string[] = [];

  before(async function () {
    if (!canPaste()) this.skip();
    const folder = tmpdir();
    const service = await startDevelopment(folder, { DATABASE_URL: await freshDatabase('empty') });
    printed = await walk(steps, folder, { API: `${service.url}/v1` });
    printedAgain = await walk(steps, folder, { API: `${service.url}/v1` });
  });

  after(endProcesses);

  for (const [at, step] of steps.entries()) {
    it(`prints in step ${at + 1} the expected output: ${lastCommand(step)}`, () => {
      const [said, seen] = [step.outcome.join('\n'), printed[at] ?? ''];
      expect(isAsSaid(seen, step), `It should print\n${said}\nand it printed\n${seen}`).to.equal(true);
    });
  }

  it('can be typed twice in ten minutes', () => {
    const unlike = steps.filter((step, at) => !isAsSaid(printedAgain[at] ?? '', step));
    expect(unlike.map(({ commands }) => commands)).to.deep.equal([]);
  });

  it('shows the main features for new users', () => {
    const commands = steps.map((step) => step.commands).join('\n');
    for (const way of [
      '/books?',
      '/books/search?q=',
      '/users/login',
      '/loans"',
      '/users/me/loans',
      '/return"',
      '/tokens"',
      'Idempotency-Key: ',
      'API-Version: 1.1',
      'If-Match: ',
      '/versions"',
    ]) {
      expect(commands).to.include(way);
    }
    expect(steps.flatMap(({ outcome }) => outcome)).to.have.length.of.at.least(10);
  });
});

describe('The output of a step of a tour', () => {
  const [step] = stepsOf(
    '<!-- The tour begins. -->\n```sh\nls\n# → {"id":…,"a.b":1}\n# → two\n```\n<!-- The tour ends. -->',
  );
  const fits = (text: string) => step !== undefined && isAsSaid(text, step);

  it('may have anything in the place of …', () => {
    expect(fits('{"id":7,"a.b":1}\ntwo\n')).to.equal(true);
  });

  it('is refused when a line is missing, additional or different', () => {
    expect(fits('{"id":7,"a.b":1}\n')).to.equal(false);
    expect(fits('{"id":7,"a.b":1}\ntwo\nthree\n')).to.equal(false);
    expect(fits('{"id":7,"aXb":1}\ntwo\n')).to.equal(false);
    expect(fits('')).to.equal(false);
  });
});
