import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFeature, type Feature } from '../spec/feature.js';

/** The comment by which a feature says what it was made of. */
const madeBy = /^\/\*\* Made by `npm run generate -- feature ([a-z]+) (.*)`\. \*\/$/m;

/** A feature as it was made by this command; undefined if there is none. */
export function madeFeature(root: string, name: string): Feature | undefined {
  const file = join(root, 'src/composition/features', `${name}.ts`);
  const text = /^[a-z]+$/.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, , fields] = madeBy.exec(text) ?? [];
  if (fields === undefined) return undefined;
  const hasV1 = globSync(`src/interface/v1/${name}`, { cwd: root }).length > 0;
  const written = [...fields.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return readFeature(name, written, hasV1 ? 'v1,v2' : 'v2');
}
