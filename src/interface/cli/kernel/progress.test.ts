import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { consoleProgress } from './progress.js';

/** The output on such a stream for four units of work in two stages. */
function shown(stream: { isTTY: boolean; columns?: number }): string {
  const out = Object.assign(new PassThrough(), stream) as unknown as NodeJS.WriteStream;
  const progress = consoleProgress(out);
  progress.start(4, 'Books');
  progress.step(1);
  progress.step(3);
  progress.start(2, 'Loans');
  progress.step(1);
  progress.stop();
  return String(out.read());
}

describe('The progress of a long job', () => {
  it('is a bar on a terminal', () => {
    const text = shown({ isTTY: true, columns: 100 });
    expect(text).to.match(/Books .*█{40}.* 100% \| 4 of 4/);
    expect(text).to.match(/Loans .*█{20}░{20}.* 50% \| 1 of 2/);
  });

  it('is plain lines elsewhere, with a last line at the end', () => {
    const lines = shown({ isTTY: false })
      .split('\n')
      .filter((line) => line !== '');
    expect(lines).to.deep.equal([
      'Books 0% | 0 of 4 | 0 s',
      'Books 100% | 4 of 4 | 0 s',
      'Loans 0% | 0 of 2 | 0 s',
      'Loans 50% | 1 of 2 | 0 s',
    ]);
  });

  it('is empty before the start', () => {
    const progress = consoleProgress();
    progress.step(1);
    progress.stop();
  });
});
