import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { lifecycle } from '../../../src/interface/cli/usage/lifecycle.js';
import { outputOf } from '../../support/cli-handlers.js';
import type { Library } from '../../support/library.js';
import { addCalls, addConsumer, countDaysBefore } from '../../support/usage/counted.js';
import { listBooksEnds, startEndingLibrary } from '../../support/usage/ending-library.js';

const { id } = listBooksEnds;

describe('The command lifecycle', () => {
  let library: Library;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifecycle-'));
    library = await startEndingLibrary();
    await countDaysBefore(library, library.clock.now());
  });

  afterEach(() => (process.exitCode = undefined));
  after(async () => {
    await library.stop();
    await rm(folder, { recursive: true });
  });

  /** Runs it as the command line does. Returns its output and its exit code. */
  async function run(task: string, options: object): Promise<{ text: string; code: unknown }> {
    process.exitCode = undefined;
    const handler = library.service.container.resolve(lifecycle.handler);
    const text = await outputOf(() => handler.run(task, options));
    return { text, code: process.exitCode };
  }

  const simulate = () => run('simulate', { id, at: '2027-12-02' });

  it('writes a record that nobody is left, which can be verified later, and not when it was changed', async () => {
    const { text, code } = await simulate();
    expect(code).to.equal(undefined);
    expect(JSON.parse(text)).to.deep.include({ lifecycleId: id, nobodyIsLeft: true });
    const record = join(folder, 'record.json');
    await writeFile(record, text);
    library.clock.advance({ days: 200 });
    expect(await run('verify', { record })).to.deep.include({ code: undefined });
    await writeFile(record, text.replace('2027-12-02', '2027-12-03').replace(/"calls\\":0/, '"calls\\":1'));
    expect((await run('verify', { record })).code).to.equal(1);
    library.clock.advance({ days: -200 });
  });

  it('names who would break, and exits with 1', async () => {
    const consumer = await addConsumer(library, { name: 'Kiosk' });
    await addCalls(library, consumer, library.clock.now(), { calls: 5 });
    const { text, code } = await simulate();
    expect(code).to.equal(1);
    expect(text).to.match(/^Kiosk \(client \d+\) would break: 5 calls in 30 days, the last at 2026-12-01T/);
  });

  it('refuses an option that is missing or malformed', async () => {
    const wrong: [string, object, string][] = [
      ['simulate', { id }, '--at is required'],
      ['simulate', { id, at: 'tomorrow' }, '--at must be a date or a moment'],
      ['simulate', { id, at: '2027-12-02 10:00' }, '--at must be a date or a moment'],
      ['simulate', { id, at: '2027-02-30' }, '--at must be a date or a moment'],
      ['simulate', { id, at: '2027-02-29T10:00:00Z' }, '--at must be a date or a moment'],
      ['simulate', { id, at: '2027-04-31T10:00:00+02:00' }, '--at must be a date or a moment'],
      ['hold', { id }, '--reason is required'],
      ['confirm-anonymous', { id, reason: 'Crawlers.', calls: 'many' }, '--calls must be a whole number'],
      ['hold', { id: 'nothing', reason: 'Why not.' }, 'There is no such deprecation.'],
    ];
    for (const [task, options, message] of wrong) {
      const error: unknown = await run(task, options).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error, task).to.be.an('error').with.property('message').that.includes(message);
    }
  });
});
