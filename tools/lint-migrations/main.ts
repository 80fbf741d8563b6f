import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { allFeatures } from '../../src/composition/all-features.js';
import { migrationFiles } from '../../src/infrastructure/kernel/migrations/migration-files.js';
import { isAccepted } from './accepted.js';
import { lint } from './lint.js';
import { removedFeatures } from './removed-features.js';

/** `npm run lint:migrations`, at the root of the project; `--freeze` also freezes all migrations. */
const list = 'tools/lint-migrations/frozen.txt';

const frozen = new Map(linesOf(list).map((line) => [line.slice(66), line.slice(0, 64)]));
const releases = linesOf('CHANGELOG.md').flatMap(
  (line) => /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/.exec(line)?.[1] ?? [],
);
const files = await migrationFiles();
const removed = removedFeatures(files.map(({ name }) => name));
const features = [...allFeatures.map(({ name }) => name), ...removed];

const { reviewed, findings: found } = await lint(files, { frozen, releases, features });
const findings = found.filter((finding) => !isAccepted(finding));
for (const { migration, rule, message } of findings) {
  process.stderr.write(`${migration}: ${message} (${rule})\n`);
}
process.stdout.write(
  `${reviewed.length} migrations, ${frozen.size} of them frozen: ${findings.length} findings\n`,
);
if (findings.length > 0) process.exitCode = 1;
else if (process.argv.includes('--freeze')) {
  writeFileSync(list, reviewed.map(({ hash, name }) => `${hash}  ${name}\n`).join(''));
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}
