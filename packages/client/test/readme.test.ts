import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { startService, type RunningService } from '../../../test/support/service.js';
import { installClient, root, type Installation } from './package.js';

const run = promisify(execFile);
const readme = readFileSync(path.join(root, 'packages/client/README.md'), 'utf8');

/** The examples, each with its heading and what it prints. */
const examples = [...readme.matchAll(/^## (.+)$[^]*?^```ts\n([^]*?)^```\n\n```text\n([^]*?)^```$/gm)].map(
  ([, title = '', code = '', output = ''], index) => ({ title, code, output, file: `example-${index}.ts` }),
);

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  types: [],
};

describe('An example in the README of the client', function () {
  this.timeout(60_000);

  let installation: Installation;
  let service: RunningService;

  before(async () => {
    [installation, service] = await Promise.all([installClient(), startService()]);
    const inFolder = (file: string) => path.join(installation.folder, file);
    writeFileSync(inFolder('tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(inFolder('package.json'), JSON.stringify({ type: 'module' }));
    for (const { file, code } of examples)
      writeFileSync(inFolder(file), code.replaceAll('https://library.example', service.url));
  });

  after(async () => {
    await service?.stop();
    await installation?.remove();
  });

  it('is one of five', () => {
    expect(examples).to.have.lengthOf(5);
    expect(readme.match(/^```ts$/gm)).to.have.lengthOf(5);
  });

  it('compiles with the types of the package', async () => {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '-p', installation.folder]).catch(({ stdout }: { stdout: string }) =>
      expect(stdout).to.equal(''),
    );
  });

  for (const { title, file, output } of examples) {
    it(`prints what it says: ${title}`, async () => {
      // Node 24 has the storage of a browser only in a file.
      const storage = ['--experimental-webstorage', `--localstorage-file=${file}.storage`];
      const options = {
        cwd: installation.folder,
        env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
      };
      const { stdout, stderr } = await run(process.execPath, [...storage, file], options);
      expect(stderr).to.equal('');
      expect(stdout).to.equal(output);
    });
  }
});
