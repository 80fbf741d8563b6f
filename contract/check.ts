import { check } from './checks/check.js';
import { contractsFolder } from './frozen/folder.js';

/** `npm run contract:check`: verifies that the present code keeps every frozen promise. */
const verdicts = await check(contractsFolder);
for (const { part, looked, faults } of verdicts) {
  process.stdout.write(
    `${part.padEnd(11)} ${looked}: ${faults.length === 0 ? 'kept' : `${faults.length} broken`}\n`,
  );
  for (const fault of faults) process.stderr.write(`  ${fault}\n`);
}
process.exitCode = verdicts.some(({ faults }) => faults.length > 0) ? 1 : 0;
