import { readFileSync } from 'node:fs';
import { knownVulnerabilities } from './known-vulnerabilities.js';
import { lockfileFaults, type Lockfile, type Manifest } from './lockfile.js';

/** Exit codes: 0 without faults, 1 with faults, 3 when the registry could not be asked. */
const [wrong, notDone] = [1, 3];

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const print = (line: string) => process.stdout.write(`${line}\n`);

const lockfile = read('package-lock.json') as Lockfile;
const faults = lockfileFaults(lockfile, read('package.json') as Manifest);
for (const fault of faults) print(fault);
print(`Lockfile: ${Object.keys(lockfile.packages).length - 1} packages, ${faults.length} faults.`);

const audit = knownVulnerabilities();
if (audit.done) {
  print(`Known vulnerabilities of production packages: ${audit.total} ${JSON.stringify(audit.counts)}`);
} else {
  print(`Known vulnerabilities: NOT CHECKED. The registry was asked, but ${audit.because}.`);
}
const isWrong = faults.length > 0 || (audit.done && audit.total > 0);
process.exitCode = isWrong ? wrong : audit.done ? 0 : notDone;
