import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writtenAddress } from '../../../src/interface/documentation/handbook/written-guides.js';
import {
  Contract,
  type DocumentedOperation,
} from '../../../src/interface/documentation/migration/contract.js';
import { openApiDocument } from '../../../src/interface/documentation/openapi/document.js';
import { samplesOf, type Sample } from '../../../src/interface/documentation/samples/samples.js';
import { minors, versionPath } from '../../../src/interface/kernel/declaration/version.js';
import { projectRoot } from '../../support/documents.js';
import { endProcesses, run } from '../../support/real-process.js';
import { startService, type RunningService } from '../../support/service.js';

interface Sampled {
  /** Such as `v2 borrowBook`. */
  readonly name: string;
  readonly page: string;
  readonly operation: DocumentedOperation;
  readonly samples: readonly Sample[];
}

/** Escapes as the pages do. */
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

describe('The samples of all operations', function () {
  this.timeout(120_000);

  let app: RunningService;
  let folder: string;
  let all: Sampled[];

  before(async () => {
    app = await startService();
    folder = mkdtempSync(join(tmpdir(), 'shelflife-samples-'));
    all = [...app.service.versions, ...app.service.standalone].flatMap(({ version, routes }) => {
      const minor = minors(version).at(-1) ?? '';
      const { operations } = new Contract(openApiDocument(version, routes));
      const home = versionPath(version);
      return [...operations.values()].map((operation) => ({
        name: `${home.slice(1)} ${operation.operationId}`,
        page: `/docs/operations${home}/${operation.operationId}`,
        operation,
        samples: samplesOf(operation, minor, writtenAddress),
      }));
    });
  });

  after(async () => {
    await endProcesses();
    rmSync(folder, { recursive: true, force: true });
    await app.stop();
  });

  const codesIn = (language: Sample['language']) =>
    all.flatMap(({ name, samples }) =>
      samples.filter((each) => each.language === language).map(({ code }) => ({ name, code })),
    );

  const sampleOf = (name: string, language: Sample['language']): string => {
    const found = codesIn(language).find((each) => each.name === name);
    if (!found) throw new Error(`There is no sample of ${name}.`);
    return found.code.replaceAll(writtenAddress, app.url);
  };

  it('are on a page for each operation of each API', async () => {
    expect(all.length).to.be.greaterThan(100);
    for (const { name, page, samples } of all) {
      expect(
        samples.map(({ language }) => language),
        name,
      ).to.deep.equal(['curl', 'TypeScript', 'Python']);
      const { status, body } = await app.api.get(page, { headers: { Accept: 'text/html' } });
      expect(status, page).to.equal(200);
      for (const { code } of samples) expect(body, page).to.include(escaped(code));
    }
  });

  it('are linked from the page of all operations of their API', async () => {
    for (const home of ['/v1', '/v2', '/ops/v1']) {
      const index = `/docs/operations${home}`;
      const { body } = await app.api.get(index);
      const own = all.filter(({ page }) => page.startsWith(`${index}/`));
      for (const { page } of own) expect(body, page).to.include(`href="${page}"`);
    }
  });

  it('send a token, a key and a tag where the operation takes them', () => {
    for (const { name, operation, samples } of all) {
      // Where a tag may be left out, the last write wins.
      const headers = new Set(
        operation.parameters
          .filter((each) => each.in === 'header' && (each.required || each.name !== 'If-Match'))
          .map((each) => each.name),
      );
      for (const { code } of samples) {
        expect(code.includes('Authorization'), name).to.equal(!operation.isPublic);
        expect(code.includes('Idempotency-Key'), name).to.equal(headers.has('Idempotency-Key'));
        expect(code.includes('If-Match'), name).to.equal(headers.has('If-Match'));
      }
    }
  });

  it('are commands that a shell can read', async () => {
    const script = codesIn('curl')
      .map(({ code }) => code)
      .join('\n');
    const { code, stderr } = await run('bash', ['-n'], { cwd: folder, input: script }).ended;
    expect([code, stderr]).to.deep.equal([0, '']);
  });

  it('are TypeScript that compiles', async () => {
    const files = codesIn('TypeScript').map(({ name, code }) => {
      const file = join(folder, `${name.replaceAll(/\W/g, '-')}.mts`);
      writeFileSync(file, code);
      return file;
    });
    const types = ['--typeRoots', join(projectRoot, 'node_modules/@types'), '--types', 'node'];
    const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', 'nodenext', ...types];
    const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const { code, stdout } = await run(process.execPath, [tsc, ...options, ...files], { cwd: folder }).ended;
    expect([code, stdout]).to.deep.equal([0, '']);
  });

  it('are Python that can be parsed', async () => {
    const script = `import ast, json, sys\nfor each in json.load(sys.stdin): ast.parse(each['code'], each['name'])`;
    const input = JSON.stringify(codesIn('Python'));
    const { code, stderr } = await run('python3', ['-c', script], { cwd: folder, input }).ended;
    expect([code, stderr]).to.deep.equal([0, '']);
  });

  it('read what an admin may read, in a shell', async () => {
    const token = await app.api.logIn('admin');
    const reads = all.filter(
      // A key can be read by its owner, who is a librarian. An import is there for some days only.
      ({ name, operation: { method } }) =>
        method === 'GET' && /^v\d /.test(name) && !/ApiKey|getImport|listImportRows/.test(name),
    );
    expect(reads.length).to.be.greaterThan(20);
    const script = [
      'curl() { command curl -s -o /dev/null -w \'%{http_code}\\n\' "$@"; }',
      ...reads.map(({ name }) => sampleOf(name, 'curl')),
    ].join('\n');
    const { stdout } = await run('bash', ['-c', script], { cwd: folder, env: { TOKEN: token } }).ended;
    const statuses = stdout.trim().split('\n');
    const outcomes = reads.map(({ name }, at) => `${name}: ${statuses[at] ?? ''}`);
    expect(outcomes.filter((outcome) => !outcome.endsWith(': 200'))).to.deep.equal([]);
  });

  const runs: readonly [Sample['language'], (code: string) => [string, string[]]][] = [
    ['curl', (code) => ['bash', ['-c', code]]],
    ['TypeScript', (code) => [process.execPath, ['--input-type=module-typescript', '-e', code]]],
    ['Python', (code) => ['python3', ['-c', code]]],
  ];
  for (const [language, command] of runs) {
    it(`read and write in ${language}`, async () => {
      const env = { TOKEN: await app.api.logIn('librarian') };
      const outputOf = async (name: string) => {
        const { stdout, stderr } = await run(...command(sampleOf(name, language)), { cwd: folder, env })
          .ended;
        return stdout + stderr;
      };
      expect(await outputOf('v2 listBooks')).to.include('nextCursor');
      expect(await outputOf('v2 addBook')).to.include('book_');
      expect(await outputOf('v1 listBooks')).to.include('available_copies');
    });
  }
});
