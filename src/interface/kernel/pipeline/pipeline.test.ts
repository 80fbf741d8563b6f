import { expect } from 'chai';
import { readFileSync } from 'node:fs';

const root = new URL('../../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The steps of the function: every call that gets the exchange, in source order. */
function stepsInCode(): string[] {
  const source = read('src/interface/kernel/pipeline/pipeline.ts');
  const body = source.slice(source.indexOf('beginExchange('));
  return [...body.matchAll(/\b(\w+)\(exchange\b/g)].map(([, name = '']) => name);
}

/** The first column of the table. */
function stepsInDocumentation(): string[] {
  const text = read('docs/architecture.md');
  const section = text.split('## The pipeline, step by step')[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
}

describe('The pipeline', () => {
  it('has the documented steps, in the same order', () => {
    expect(stepsInCode()).to.have.length.above(10);
    expect(stepsInDocumentation()).to.deep.equal(stepsInCode());
  });
});
