import { expect } from 'chai';
import { pointsOf } from './chart.js';
import { goalsOf } from './goals.js';
import type { Measured } from './measured.js';
import { readOptions } from './options.js';
import { programNamed, rival, shelflife, yardstick } from './programs.js';
import { summaryOf } from './summary.js';
import { works } from './works.js';

const rounds = (cpu: number, p99: number) => [{ serverCpu: cpu, databaseCpu: 0, perSecond: 1, p50: 1, p99 }];

/** CPU and p99 of each program in one book of both versions. */
const measured: Measured = {
  outcomes: works
    .filter(({ name }) => name === 'one-book')
    .map((work) => ({
      work,
      entries: [
        { name: yardstick, title: '', rounds: rounds(50, 1_000) },
        { name: rival, title: '', rounds: rounds(100, 4_000) },
        { name: shelflife, title: '', rounds: rounds(90, 5_000) },
        { name: `${rival}-v2`, title: '', rounds: rounds(100, 4_000) },
        { name: `${shelflife}-v2`, title: '', rounds: rounds(99, 4_000) },
      ],
    })),
  memory: [
    { program: programNamed(rival), pss: 100 },
    { program: programNamed(shelflife), pss: 155 },
  ],
  starts: [
    { program: programNamed(rival), ms: [500] },
    { program: programNamed(shelflife), ms: [900] },
  ],
  options: readOptions(['--quick']),
  postgres: '18',
};

describe('The goals', () => {
  const goals = goalsOf(measured);

  it('are multiples of Fastify with its own plugins, for each version of a line', () => {
    expect(goals).to.match(/^\| One book, token checked, \/v1, CPU +\| +0\.90 \| +0\.90 \| +reached \|$/m);
    expect(goals).to.match(
      /^\| One book, token checked, \/v2, CPU +\| +0\.90 \| +0\.99 \| +missed by 10 % \|$/m,
    );
  });

  it('hold for the 99th percentile, too', () => {
    expect(goals).to.match(
      /^\| One book, token checked, \/v1, p99 +\| +1\.00 \| +1\.25 \| +missed by 25 % \|$/m,
    );
    expect(goals).to.match(/^\| One book, token checked, \/v2, p99 +\| +1\.00 \| +1\.00 \| +reached \|$/m);
  });

  it('are both relative and absolute for start and memory', () => {
    expect(goals).to.match(/^\| Start to the first book +\| +2\.00 \| +1\.80 \| +reached \|$/m);
    expect(goals).to.match(/^\| Start to the first book, ms +\| +800 \| +900 \| +missed by 13 % \|$/m);
    expect(goals).to.match(/^\| Memory after load, PSS +\| +1\.50 \| +1\.55 \| +missed by 3 % \|$/m);
    expect(goals).to.match(/^\| Memory after load, PSS in MB +\| +160 \| +155 \| +reached \|$/m);
  });

  it('leave out what was not measured', () => {
    expect(goalsOf({ ...measured, outcomes: [], memory: [], starts: [] })).to.not.match(/reached|missed/);
  });
});

describe('The summary of the bench', () => {
  it('has all lines and programs', () => {
    const summary = summaryOf(measured);
    expect(summary).to.match(/^\| +\| Fastify, all plugins \| Shelflife \|$/m);
    expect(summary).to.match(/^\| One book, token checked, \/v2, CPU in µs +\| +100 \| +99 \|$/m);
    expect(summary).to.match(/^\| Memory after load, PSS in MB +\| +100 \| +155 \|$/m);
  });
});

describe('The chart of the bench', () => {
  it('has a point for each program and line, as a multiple of Fastify with its own plugins', () => {
    const points = pointsOf(measured).filter(({ line }) => line === 'One book, token checked, /v1');
    expect(points.map(({ program, times }) => [program, times])).to.deep.equal([
      ['by hand: node:http, pg', 0.5],
      ['by hand: node:http, pg', 0.25],
      ['Fastify, all plugins', 1],
      ['Fastify, all plugins', 1],
      ['Shelflife', 0.9],
      ['Shelflife', 1.25],
    ]);
  });

  it('has no point without it', () => {
    const [outcome] = measured.outcomes;
    const alone = outcome ? [{ ...outcome, entries: outcome.entries.slice(0, 1) }] : [];
    expect(pointsOf({ ...measured, outcomes: alone, memory: [], starts: [] })).to.deep.equal([]);
  });
});
