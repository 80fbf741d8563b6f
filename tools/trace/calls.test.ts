import { expect } from 'chai';
import { byFolder, byPackage, callsIn, total, type ScriptCoverage } from './calls.js';

const script = (url: string, counts: Readonly<Record<string, number>>): ScriptCoverage => ({
  url,
  functions: Object.entries(counts).map(([functionName, count], at) => ({
    functionName,
    ranges: [{ startOffset: at * 10, count }],
  })),
});

describe('The calls of a request', () => {
  const root = 'file:///project/dist/';
  const { own, packages } = callsIn(
    [
      script(`${root}src/domain/circulation/loan.js`, { Loan: 1, renew: 0 }),
      script(`${root}src/domain/circulation/policy.js`, { '': 3 }),
      script(`${root}src/interface/v1/index.js`, { lend: 2 }),
      script(`${root}config/index.js`, { loadConfig: 1 }),
      script(`${root}tools/trace/trace.js`, { trace: 50 }),
      script('file:///project/node_modules/@x/y/lib/z.js', { z: 4 }),
      script('file:///project/node_modules/a/node_modules/b/index.js', { b: 5 }),
      script('node:internal/streams', { read: 60 }),
      script('', { hydrate: 7 }),
    ],
    root,
  );

  it('are our own in `src` and `config`, and not in tools', () => {
    expect(own.map(({ file, name, calls }) => [file, name, calls])).to.deep.equal([
      ['src/domain/circulation/loan.js', 'Loan', 1],
      ['src/domain/circulation/policy.js', '(anonymous)', 3],
      ['src/interface/v1/index.js', 'lend', 2],
      ['config/index.js', 'loadConfig', 1],
    ]);
  });

  it('are grouped by folder, and by layer, the most first', () => {
    expect(byFolder(own)).to.deep.equal([
      { name: 'src/domain/circulation', functions: 2, files: 2, calls: 4 },
      { name: 'src/interface/v1', functions: 1, files: 1, calls: 2 },
      { name: 'config', functions: 1, files: 1, calls: 1 },
    ]);
    expect(byFolder(own, 2).map(({ name }) => name)).to.deep.equal(['src/domain', 'src/interface', 'config']);
  });

  it('in packages are grouped by the innermost package, with generated code and without Node', () => {
    expect(byPackage(packages).map(({ name, calls }) => [name, calls])).to.deep.equal([
      ['(made at run time)', 7],
      ['b', 5],
      ['@x/y', 4],
    ]);
  });

  it('have a sum', () => {
    expect(total('all', own)).to.deep.equal({ name: 'all', functions: 4, files: 4, calls: 7 });
  });
});
