import { execFile } from 'node:child_process';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { deriveContracts } from '../../contract/documents.js';
import { asVersion } from '../../tools/generate/as-version.js';
import { copyVersion } from '../../tools/generate/copy-version.js';
import { majorsOf, minorsOf, removeVersion } from '../../tools/generate/versions.js';
import { cloneInto } from '../support/clone.js';
import { endAll, newFolder, removeFolders } from '../support/embedded-postgres.js';
import { endProcesses, run } from '../support/real-process.js';
import { withBanner, type ServiceProcess } from '../support/service-process.js';
import { contentOf, filesOf, projectRoot } from './project.js';

interface Document {
  readonly info: { readonly version: string };
  readonly paths: object;
}

const majors = majorsOf(projectRoot);
const newest = majors.at(-1) ?? 0;
const next = newest + 1;
const origin = { major: newest, minors: minorsOf(projectRoot, newest) };

/** The errors of a program in a clone; empty when it succeeds. */
async function complaints(root: string, program: string, ...args: string[]): Promise<string> {
  const bin = join(projectRoot, 'node_modules/.bin', program);
  try {
    await promisify(execFile)(bin, args, { cwd: root });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** Removes repetitions of the same text, as the only minor of a new major has. */
const onceEach = (_: string, value: unknown): unknown => (Array.isArray(value) ? [...new Set(value)] : value);

describe(`A new major, v${next}`, function () {
  this.timeout(90_000);
  let clone: string;
  let asItWas: string[];
  let service: ServiceProcess;
  let made: string[];

  before(async () => {
    clone = join(await newFolder(), 'home');
    await cloneInto(clone);
    asItWas = await contentOf(clone);
    made = await copyVersion(clone, next);
  });

  after(async () => {
    await endProcesses();
    endAll();
    await removeFolders();
  });

  it('has a file for each file of the previous one, except for its history', async () => {
    const copied = made.map((file) => file.replaceAll(`v${next}`, `v${newest}`));
    expect(await filesOf(clone)).to.include.members(copied.filter((file) => file.startsWith('src/')));
    expect(made.filter((file) => /\/(?:changes|guides)\//.test(file))).to.deep.equal([]);
    expect(majorsOf(clone)).to.deep.equal([...majors, next]);
  });

  it('compiles and passes the lint', async () => {
    expect(await complaints(clone, 'tsc', '-p', '.')).to.equal('');
    const folders = made.map((file) => file.split(`v${next}/`)[0] + `v${next}`);
    const places = [...new Set(folders), 'src/composition'];
    expect(await complaints(clone, 'oxlint', ...places)).to.equal('');
    expect(await complaints(clone, 'prettier', '--check', ...places)).to.equal('');
  });

  it('is served at once, beside all others', async () => {
    const env = { DATA_FOLDER: await newFolder(), PORT: '0' };
    const main = join(clone, 'dist/src/main.js');
    service = await withBanner(run(process.execPath, [main], { cwd: clone, env }));
    for (const major of [...majors, next]) {
      const { status, headers } = await fetch(`${service.url}/v${major}/books`);
      expect([status, headers.get('api-version')]).to.deep.equal([200, `${major}.0`]);
    }
    expect((await fetch(`${service.url}/v${next}/docs`)).status).to.equal(200);
  });

  it("has the contract of the previous one's newest minor, and changes no contract of others", async () => {
    const documentOf = async (minor: string): Promise<string> =>
      (await fetch(`${service.url}/v${minor.split('.')[0]}/openapi/${minor}.json`)).text();
    const contracts = (await deriveContracts()).flatMap(({ minors }) => minors);
    for (const { minor, document } of contracts) {
      expect(JSON.parse(await documentOf(minor))).to.deep.equal(document);
    }
    const model = contracts.at(-1)?.document ?? {};
    const expected = JSON.parse(asVersion(JSON.stringify(model), origin, next), onceEach) as Document;
    expect(expected.info.version).to.equal(`${next}.0`);
    expect(Object.keys(expected.paths)).to.have.length.greaterThan(10);
    expect(JSON.parse(await documentOf(`${next}.0`), onceEach)).to.deep.equal(expected);
  });

  it('can be removed without a trace, with its contracts', async () => {
    const contracts = join(clone, 'contracts', `v${next}`);
    await mkdir(contracts, { recursive: true });
    await writeFile(join(contracts, `${next}.0.openapi.json`), '{}\n');
    await appendFile(join(clone, 'contracts/LOCK'), `${'0'.repeat(64)}  v${next}/${next}.0.openapi.json\n`);
    removeVersion(clone, next);
    expect(await contentOf(clone)).to.deep.equal(asItWas);
  });

  it('must have the next number, and must exist to be removed', async () => {
    const refusal = (error: unknown) => (error as Error).message;
    expect(await copyVersion(clone, next + 1).catch(refusal)).to.equal(`The next version is v${next}.`);
    expect(() => removeVersion(clone, next)).to.throw(`There is no v${next}.`);
  });
});
