import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature } from '../spec/feature.js';
import { featureView, type Surroundings } from './feature-view.js';
import { named, render } from './render.js';

/** The templates of this project. */
const templateFolder = 'tools/generate/templates';
/** The templates of an organisation, which take precedence. */
const ownFolder = 'templates';
const ending = '.mustache';

/** The paths of all templates below their folder, in order. */
export function templatePaths(root: string): string[] {
  const found = [templateFolder, ownFolder].flatMap((folder) =>
    globSync(`**/*${ending}`, { cwd: join(root, folder) }),
  );
  return [...new Set(found)].toSorted();
}

/** The text of a template, of the organisation if it has one. */
function templateText(root: string, path: string): string {
  const own = globSync(path, { cwd: join(root, ownFolder) });
  return readFileSync(join(root, own.length > 0 ? ownFolder : templateFolder, path), 'utf8');
}

/** The date of its migration, as in the name of its file. */
interface Dated extends Surroundings {
  readonly date: string;
}

/** All files of a feature with their texts, by path. */
export async function filesOf(root: string, feature: Feature, dated: Dated): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const template of templatePaths(root)) {
    const major = Number(/\/v(\d+)\//.exec(template)?.[1] ?? 2);
    if (!feature.majors.includes(major)) continue;
    const path = named(template.slice(0, -ending.length), feature)
      .replace('DATE', dated.date)
      .replace('MINOR', dated.minors.get(major) ?? '');
    const view = featureView(feature, dated, major);
    const text = await render(templateText(root, template), feature, view, join(root, path));
    if (text !== '') files.set(path, text);
  }
  return files;
}

/**
 * The texts of templates of this project, by the paths at which an organisation has its own ones.
 * @param paths those of `templatePaths`, or the beginnings of some
 * @throws Error when there is none, or when the organisation has it already
 */
export function ownTemplates(root: string, paths: readonly string[]): Map<string, string> {
  const wanted = templatePaths(root).filter((path) => paths.some((each) => path.startsWith(each)));
  if (wanted.length === 0) throw new Error('There are no such templates. generate -- template lists them.');
  const own = new Set(globSync(`**/*${ending}`, { cwd: join(root, ownFolder) }));
  const there = wanted.filter((path) => own.has(path));
  if (there.length > 0) throw new Error(`${ownFolder}/ has these already:\n${there.join('\n')}`);
  return new Map(wanted.map((path) => [join(ownFolder, path), templateText(root, path)]));
}
