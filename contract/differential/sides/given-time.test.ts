import { expect } from 'chai';
import { spawnSync } from 'node:child_process';

const preload = new URL('./given-time.js', import.meta.url).href;

/** What a program prints that runs with the given time. */
function printed(program: string): string {
  const env = {
    ...process.env,
    GIVEN_TIME: String(Date.parse('2026-12-01T09:30:00.123Z')),
    NODE_OPTIONS: '',
  };
  const args = [`--import=${preload}`, '--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  return stdout + stderr;
}

describe('The given time', () => {
  it('is what every way to read the clock returns', () => {
    const program = 'console.log(new Date().toISOString(), Date.now() - +new Date(), new Date(0).getTime())';
    expect(printed(program)).to.equal('2026-12-01T09:30:00.123Z 0 0\n');
  });

  it('leaves dates instances of Date', () => {
    const program = 'console.log(new Date() instanceof Date, new Date().constructor === Date, typeof Date())';
    expect(printed(program)).to.equal('true true string\n');
  });

  it('makes random values the same in every run', () => {
    const program = `
      import { randomBytes, randomUUID } from 'node:crypto';
      console.log(randomBytes(40).toString('hex'), randomUUID(), crypto.getRandomValues(new Uint8Array(4)).join());`;
    const first = printed(program);
    expect(first).to.match(
      /^[0-9a-f]{80} [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} [\d,]+\n$/,
    );
    expect(printed(program)).to.equal(first);
  });
});
