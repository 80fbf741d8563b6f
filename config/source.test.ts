import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from './config-error.js';
import { withDotEnv } from './source.js';

describe('The file .env', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelflife-env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (text: string) => writeFileSync(join(folder, '.env'), text);

  it('adds to the variables in development, and overrides none', () => {
    write('# a comment\nPORT=4000\nHOST="::1"\nLOG_LEVEL=debug\n');
    expect(withDotEnv({ PORT: '5000', LOG_LEVEL: '' }, folder)).to.deep.equal({
      PORT: '5000',
      HOST: '::1',
      LOG_LEVEL: 'debug',
    });
  });

  it('is found in the working directory of the process', () => {
    write('PORT=4000');
    const { href } = new URL('index.js', import.meta.url);
    const script = `import { loadConfig } from '${href}'; console.log(loadConfig().port)`;
    const run = (env: NodeJS.ProcessEnv) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
    expect(run({})).to.equal('4000\n');
    expect(run({ PORT: '5000' })).to.equal('5000\n');
    expect(run({ NODE_ENV: 'test' })).to.equal('0\n');
  });

  it('is not read in any other environment', () => {
    write('PORT=4000');
    for (const name of ['test', 'staging', 'production']) {
      expect(withDotEnv({ NODE_ENV: name }, folder)).to.deep.equal({ NODE_ENV: name });
    }
  });

  it('is optional', () => {
    expect(withDotEnv({ PORT: '5000' }, folder)).to.deep.equal({ PORT: '5000' });
  });

  it('cannot change the environment from development', () => {
    write('NODE_ENV=production');
    expect(() => withDotEnv({}, folder)).to.throw(ConfigError, 'NODE_ENV cannot be changed in .env');
  });

  it('is a fault when it exists but cannot be read', () => {
    mkdirSync(join(folder, '.env'));
    expect(() => withDotEnv({}, folder)).to.throw(ConfigError, '.env cannot be read (EISDIR)');
  });
});
