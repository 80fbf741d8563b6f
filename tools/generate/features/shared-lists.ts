import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaced } from '../rendering/source-text.js';
import type { Feature } from '../spec/feature.js';

const featureList = 'src/composition/features.ts';
const idList = 'src/interface/v2/ids.ts';
const idListOfV1 = 'src/interface/v1/ids-in-v2.ts';

type Named = Pick<Feature, 'name' | 'entity'>;

/** The lists that name every feature, with this one in them: path → text. One that has it already stays as it is. */
export function listsWith(root: string, { name, entity, majors }: Feature): Map<string, string> {
  const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
  const [features, ids, ofV1] = [textOf(featureList), textOf(idList), textOf(idListOfV1)];
  const number = numberOf(root, entity) ?? nextNumber(ids);
  const listed = `export { ${name} } from './features/${name}.js';\n`;
  const id = `${entity}: ${number}`;
  const withId = (path: string, text: string, [line, end]: readonly [line: string, end: string]) =>
    text.includes(line) ? text : replaced(text, path, new RegExp(`${end}$`, 'm'), `${line}${end}`);
  return new Map([
    [featureList, features.includes(listed) ? features : features + listed],
    [idList, withId(idList, ids, [`  ${id},\n`, '} as const;'])],
    [idListOfV1, majors.includes(1) ? withId(idListOfV1, ofV1, [`, ${id}`, ' } as const;']) : ofV1],
  ]);
}

/** The same lists without it. */
export function listsWithout(root: string, { name, entity }: Named): Map<string, string> {
  const without = (path: string, line: RegExp) =>
    [path, readFileSync(join(root, path), 'utf8').replace(line, '')] as const;
  return new Map([
    without(featureList, new RegExp(`^export \\{ ${name} \\} from .*\n`, 'm')),
    without(idList, new RegExp(`^  ${entity}: \\d+,\n`, 'm')),
    without(idListOfV1, new RegExp(`, ${entity}: \\d+`)),
  ]);
}

/** The number of the ids of an entity in `/v2`; undefined if it has none. */
export function numberOf(root: string, entity: string): number | undefined {
  const ids = readFileSync(join(root, idList), 'utf8');
  const number = new RegExp(`^  ${entity}: (\\d+),$`, 'm').exec(ids)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The one after the highest. That of a removed feature may come again, since no release has shown its ids. */
function nextNumber(ids: string): number {
  return Math.max(...[...ids.matchAll(/^ {2}\w+: (\d+),$/gm)].map(([, number]) => Number(number))) + 1;
}
