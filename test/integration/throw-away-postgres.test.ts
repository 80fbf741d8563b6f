import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { startThrowAwayPostgres } from '../../tools/embedded-postgres/start-throw-away-postgres.js';
import { answers, MODULES, query } from '../support/embedded-postgres.js';

describe('The throw-away PostgreSQL', () => {
  const leftOvers = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`shelflife-throw-away-${String(process.pid)}-`));

  it('is fast instead of durable, and leaves nothing behind', async () => {
    const before = leftOvers();
    const share = await startThrowAwayPostgres();
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'max_connections'];
    const [found] = await query(
      share.url,
      `SELECT ${names.map((name) => `current_setting('${name}')`).join(` || ' ' || `)} AS all`,
    );
    expect(found).to.deep.equal({ all: 'off off off 300' });
    expect(leftOvers().length).to.equal(before.length + 1);
    await share.leave();
    expect(leftOvers()).to.deep.equal(before);
    expect(await answers(share.url)).to.equal(false);
  });

  it('is removed by the next start when its process was killed', async () => {
    const script = `const { startThrowAwayPostgres } = await import(process.argv[1] + '/start-throw-away-postgres.js');
      console.log((await startThrowAwayPostgres()).url);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, MODULES]);
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
    expect(await answers(url)).to.equal(true);
    await (await startThrowAwayPostgres()).leave();
    expect(await answers(url)).to.equal(false);
    const prefix = `shelflife-throw-away-${String(child.pid)}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))).to.deep.equal([]);
  });
});
