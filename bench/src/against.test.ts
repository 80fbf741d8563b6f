import { expect } from 'chai';
import { againstSection } from './against.js';
import type { Measured } from './measured.js';
import { readOptions } from './options.js';
import { earlier, programNamed, shelflife } from './programs.js';
import { works } from './works.js';

const today = programNamed(shelflife);
const before = { ...today, ...earlier };

/** Rounds with the given CPU times. */
const rounds = (...cpu: readonly number[]) =>
  cpu.map((serverCpu) => ({ serverCpu, databaseCpu: 0, perSecond: 1, p50: 1, p99: 1 }));

/** The result of one line: the CPU of each round, today and before. */
function measured(work: string, now: readonly number[], then: readonly number[], suffix = ''): Measured {
  const entries = [
    { name: shelflife + suffix, title: '', rounds: rounds(...now) },
    { name: earlier.name + suffix, title: '', rounds: rounds(...then) },
  ];
  return {
    outcomes: works.filter(({ name }) => name === work).map((each) => ({ work: each, entries })),
    memory: [
      { program: today, pss: 110 },
      { program: before, pss: 100 },
    ],
    starts: [
      { program: today, ms: [1_200, 1_100] },
      { program: before, ms: [1_000, 1_000] },
    ],
    options: readOptions(['--quick', '--against', 'abc']),
    postgres: '18',
  };
}

describe('The service beside an earlier commit', () => {
  it('is compared round by round, by the median ratio', () => {
    const section = againstSection(measured('one-book', [100, 300, 120], [100, 100, 100]), 'a tree');
    expect(section).to.match(
      /^\| One book, token checked, \/v1, CPU in µs +\| +120 \| +100 \| +1\.20 \| +1\.00 to 3\.00 \| +1\.50 \| +reached \|$/m,
    );
    expect(section).to.contain('No goal is missed.');
  });

  it('reports the missed goals, in /v2 too', () => {
    const section = againstSection(measured('borrow-and-return', [105], [100], '-v2'), 'a tree');
    expect(section).to.match(/^\| Borrow and return, \/v2, CPU in µs .*\| +1\.00 \| +missed by 5 % \|$/m);
    expect(section).to.contain('**Missed:** Borrow and return, /v2, CPU in µs.');
  });

  it('has a line for the memory and one for the start', () => {
    const section = againstSection(measured('one-book', [1], [1]), 'a tree');
    expect(section).to.match(/^\| Memory after load, PSS in MB +\| +110 \| +100 \| +1\.10 .* reached \|$/m);
    expect(section).to.match(
      /^\| Start to the first book, ms +\| +1150 \| +1000 \| +1\.15 \| +1\.10 to 1\.20 /m,
    );
  });

  it('runs without other peers, and with longer rounds in its quick form', () => {
    expect(() => readOptions(['--against', 'abc', '--peers', 'koa-mikro'])).to.throw('omit --peers');
    expect(readOptions(['--against', 'abc', '--quick']).rounds).to.equal(5);
    expect(readOptions(['--against', 'abc']).works).to.not.include('health');
    expect(readOptions(['--against', 'abc', '--only', 'health']).works).to.deep.equal(['health']);
  });
});
