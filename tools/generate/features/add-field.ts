import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { firstMigration, isCommitted, minorsOfFeature, newestMigration } from './made-parts.js';
import { draftOf, isReleased, nextDate } from './drafts.js';
import { readFeature, type Feature } from '../spec/feature.js';
import { readField, type Field } from '../spec/field.js';
import { fieldChange, fieldMigration } from './field-files.js';
import { refuseUnknownTargets } from './in-use.js';
import { madeFeature } from './made-feature.js';
import { formatted } from '../rendering/source-text.js';
import { filesOf } from '../rendering/templates.js';
import { handmade, planHandmadeField } from '../handmade/plan-field.js';
import { pascal } from '../spec/words.js';

/** Parts that belong to a released minor: what they send is frozen. */
const frozenWithMinor = /^(?:contract\/scenarios|test\/integration)\//;

/**
 * Plans a further field. Writes nothing.
 * @param what a feature that this command has made, or its entity; or a book, a copy or a patron
 * @returns nothing when the field is there as it was written
 * @throws Error when it cannot be added, with the reason
 */
export async function planField(
  root: string,
  what: string,
  written: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const field = readField(written);
  const older = handmade.find(({ entity, plural }) => what === entity || what === plural);
  if (older) return planHandmadeField(root, older, field, written, now);
  const feature = findMade(root, what);
  return feature.written.includes(written) ? new Map() : planMerged(root, feature, field, written, now);
}

/**
 * What the templates would have made of a field is merged into the files, so that what was changed by hand stays.
 * @throws Error when a file was changed where the field belongs, with the names of all such files
 */
async function planMerged(
  root: string,
  feature: Feature,
  field: Field,
  written: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  refuseUnfit(feature, field);
  const { name, majors } = feature;
  const versions = majors.map((major) => `v${major}`).join(',');
  const wider = readFeature(name, [...feature.written, written], versions);
  refuseUnknownTargets(wider);
  const migration = firstMigration(root, name) ?? '';
  const dated = { date: basename(migration).slice(0, 15), minors: minorsOfFeature(root, feature) };
  const [before, after] = [await filesOf(root, feature, dated), await filesOf(root, wider, dated)];
  const isShipped = [...dated.minors.values()].some((minor) => isReleased(root, minor));
  const isStored = isCommitted(root, migration);
  if (field.target && isStored)
    throw new Error('A reference needs an index and a key of an existing table: docs/migrations.md.');
  const kept = [...after].filter(
    ([path]) => !(isStored && path === migration) && !(isShipped && frozenWithMinor.test(path)),
  );
  const merged = mergeAll(root, before, new Map(kept));
  const date = nextDate(newestMigration(root), now);
  const further = isStored ? fieldMigration([name], feature.table, field, date) : new Map<string, string>();
  for (const [major, minor] of isShipped ? dated.minors : []) {
    const change = { major, draft: draftOf(root, major) };
    if (isReleased(root, minor))
      for (const [path, text] of fieldChange(root, feature, field, change, merged)) further.set(path, text);
  }
  for (const [path, text] of further) merged.set(path, await formatted(text, join(root, path)));
  return merged;
}

function findMade(root: string, what: string): Feature {
  const names = globSync('src/composition/features/*.ts', { cwd: root }).map((file) => basename(file, '.ts'));
  const made = names.map((name) => madeFeature(root, name)).filter((each) => each !== undefined);
  const found = made.find(({ name, entity }) => name === what || entity === what);
  if (!found) throw new Error(whyNot(root, what));
  return found;
}

/** Names the places of what was written by hand: the files that know its fields. */
function whyNot(root: string, what: string): string {
  const fields = new RegExp(`\\b${pascal(what)}(?:Details|View)\\b`);
  const homes = [
    'src/{domain,application,infrastructure}/**/*.ts',
    'src/interface/v*/**/*.ts',
    'seeds/**/*.ts',
  ];
  const places = globSync(homes, { cwd: root, exclude: ['**/*.test.ts'] })
    .filter((file) => /^[a-z]+$/i.test(what) && fields.test(readFileSync(join(root, file), 'utf8')))
    .toSorted();
  if (places.length === 0) return `There is no ${what}.`;
  return (
    `${what} was not made by this command: docs/architecture.md says how to add a field. Beside a migration and a change ` +
    `of the draft minor, these files may need it:\n${places.join('\n')}`
  );
}

function refuseUnfit({ name, fields }: Feature, { name: added, isOptional, fallback }: Field): void {
  if (fields.some((field) => field.name === added))
    throw new Error(`${name} has the field ${added} already.`);
  if (!isOptional && fallback === undefined)
    throw new Error('A further field is optional or has a default: what is stored already lacks it.');
}

/** The new texts of all files that differ. */
function mergeAll(
  root: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string> {
  const merged = new Map<string, string>();
  const conflicts: string[] = [];
  for (const [path, wanted] of after) {
    const base = before.get(path);
    if (base === wanted) continue;
    const present = base === undefined ? '' : readFileSync(join(root, path), 'utf8');
    const text = base === undefined || present === base ? wanted : merge(present, base, wanted);
    if (text === undefined) conflicts.push(path);
    else merged.set(path, text);
  }
  if (conflicts.length > 0)
    throw new Error(
      `These files were changed where the field belongs. Nothing was written:\n${conflicts.join('\n')}`,
    );
  return merged;
}

/** The present text with what differs between the two others; undefined where all three differ. */
function merge(present: string, base: string, wanted: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'generate-'));
  try {
    const files = Object.entries({ present, base, wanted }).map(([name, text]) => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    });
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' });
    return status === 0 ? stdout : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
