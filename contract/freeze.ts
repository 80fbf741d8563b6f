import { contractsFolder } from './frozen/folder.js';
import { freeze } from './checks/freeze.js';

/** `npm run contract:freeze [-- v1 …]`: freezes new announcements and conversations, and all drafts anew. */
const { files, faults } = await freeze(contractsFolder, process.argv.slice(2));
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length === 0) process.stdout.write(`${files} files frozen in contracts/\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
