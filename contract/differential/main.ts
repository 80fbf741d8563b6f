import { parseArgs } from 'node:util';
import { builtRelease, thisRelease, type Release } from '../../test/rolling/previous-release.js';
import { commitOf, git } from '../../test/support/built-commit.js';
import { fillLibrary } from './content/fill.js';
import { compareBuilds } from './compare-builds.js';
import { allPlants, tryAllPlants } from './plants/try-all-plants.js';
import { Databases } from './sides/databases.js';

/** `npm run contract:differential`: see `docs/compatibility.md`. */
const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    self: { type: 'boolean', default: false },
    plant: { type: 'boolean', default: false },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
  },
});
const seed = Number(values.seed);
const say = (text: string) => void process.stdout.write(`${text}\n`);

const release = values.plant || values.self ? thisRelease : await releaseToCompare();
// Not `await using`: the tool that follows the imports for the architecture tests cannot parse it.
const started = await Databases.start();
try {
  await run(started);
} finally {
  await started.stop();
}

async function run(databases: Databases): Promise<void> {
  const library = await fillLibrary(release.dist, databases, seed);
  say(`The library is filled after ${Math.round(performance.now() / 1_000)} s.`);
  const isGreen = values.plant
    ? await tryAllPlants({ databases, library, seed, plants: allPlants, say })
    : await compareBuilds({
        release,
        databases,
        library,
        seed,
        requests: Number(values.requests),
        shown: Number(values.show),
        say,
      });
  say(`It took ${Math.round(performance.now() / 1_000)} s.`);
  if (!isGreen) process.exitCode = 1;
}

/** The release that clients use: `--against`, else the newest one. */
async function releaseToCompare(): Promise<Release> {
  const name = values.against ?? git('log', '-1', '--format=%H', '--', 'contracts/RELEASED');
  if (name === undefined || name === '') {
    say(
      'Nothing is released yet: this build is compared with itself. --against names a commit to compare with.',
    );
    return thisRelease;
  }
  const commit = commitOf(name);
  if (commit === undefined) throw new Error(`--against ${name} is not in the history.`);
  say(`Building ${git('log', '-1', '--format=%h %s', commit) ?? commit}.`);
  return builtRelease(commit);
}
