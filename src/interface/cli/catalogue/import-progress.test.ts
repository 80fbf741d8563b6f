import { expect } from 'chai';
import fc from 'fast-check';
import sinon, { type SinonFakeTimers } from 'sinon';
import { showProgress } from './import-progress.js';

describe('The progress of an import', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers({ toFake: ['performance'] })));
  afterEach(() => clock.restore());

  /** What a log shows when these lines have been reached, each after a while. */
  function shown(lines: number, reached: readonly number[]): string[] {
    const out: string[] = [];
    const stream = { isTTY: false, write: (text: string) => out.push(text) > 0 };
    const progress = showProgress(stream as unknown as NodeJS.WriteStream, lines);
    for (const line of reached) {
      clock.tick(4_000);
      progress.reach(line);
    }
    progress.stop();
    return out;
  }

  it('is a line with the share that has been read', () => {
    expect(shown(200, [50, 199])).to.deep.equal(['line 50 of 200 (25 %)\n', 'line 199 of 200 (99 %)\n']);
  });

  it('is never above 100 %, however wrong the number of lines is', () => {
    expect(shown(1, [2_002])).to.deep.equal(['line 1 of 1 (100 %)\n']);
    fc.assert(
      fc.property(fc.nat(50), fc.array(fc.nat(5_000)), (lines, reached) => {
        for (const text of shown(lines, reached)) {
          const percent = Number(/\((\d+) %\)/.exec(text)?.[1]);
          expect(percent).to.be.within(0, 100);
        }
      }),
      { numRuns: 200 },
    );
  });
});
