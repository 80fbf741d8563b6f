import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endProcesses } from '../../../test/support/real-process.js';
import { startDevelopment } from '../../../test/support/service-process.js';
import { installPrograms, root, tryProgram } from '../programs.js';
import { collectionFiles, environmentFile, outdatedFiles, writeCollections } from './files.js';
import { faultsOf, type Report } from './judge.js';

/**
 * Without an argument, makes the Postman collections anew.
 * `check`: they are those of the present documents, and newman runs each of them twice in a row without a fault against
 * a service that was started as `npm start` does it.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);

if (process.argv[2] === 'check') await check();
else for (const file of await writeCollections()) print(`Made ${path.relative(root, file)}.`);

async function check(): Promise<void> {
  const outdated = await outdatedFiles();
  if (outdated.length > 0) throw new Error(`Run npm run collection: ${outdated.join(', ')} would change.`);
  installPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), 'shelflife-collection-'));
  try {
    const { url } = await startDevelopment(folder);
    for (const collection of collectionFiles)
      for (const time of ['first', 'second'])
        runOnce(collection, url, path.join(folder, `${time}-${path.basename(collection)}`));
  } finally {
    await endProcesses();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error with all faults of the run */
function runOnce(collection: string, url: string, reportFile: string): void {
  const reporter = ['--reporters', 'json', '--reporter-json-export', reportFile];
  const address = ['--env-var', `baseUrl=${url}`];
  // A run with faults ends with 1, and the report names them.
  const files = ['--environment', environmentFile, '--working-dir', path.dirname(collection)];
  const args = ['run', collection, ...files, ...address, ...reporter];
  const output = tryProgram('newman', args);
  if (!existsSync(reportFile)) throw new Error(`newman wrote no report.\n${output}`);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const faults = faultsOf(report);
  if (faults.length > 0) throw new Error(`${path.basename(collection)}:\n${faults.join('\n')}`);
  print(`${path.basename(collection)}: ${report.run.executions.length} requests, no fault`);
}
