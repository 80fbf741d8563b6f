import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../support/real-process.js';

/** A fenced block of a recipe: commands for a shell, or the text of a file under a comment with its path. */
export interface Step {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks under a heading of the second level, in their order. @throws Error when there are none */
export function stepsUnder(markdown: string, heading: string): Step[] {
  const [, after = ''] = markdown.split(`\n## ${heading}\n`);
  const [section = ''] = after.split(/^## /m);
  const fenced = section.matchAll(/^```(\w+)\n(.*?)^```$/gms);
  const steps = [...fenced].map(([, language = '', text = '']) => ({ language, text }));
  if (steps.length === 0) throw new Error(`There are no steps under "${heading}".`);
  return steps;
}

/** Does what a step says in the folder `root`, as its reader would. */
export async function follow(root: string, { language, text }: Step): Promise<void> {
  if (language === 'sh') await shell(root, text);
  else if (language === 'ts') await write(root, text);
  else throw new Error(`Nobody can follow a block of "${language}".`);
}

/** Returns what the commands wrote to standard output. @throws Error with all that they wrote when one of them fails */
export async function shell(root: string, commands: string): Promise<string> {
  const { code, stdout, stderr } = await run('bash', ['--norc', '-ec', commands], { cwd: root }).ended;
  if (code !== 0) throw new Error(`${commands}\n${stdout}${stderr}`);
  return stdout;
}

/** A path with a star means the one file that is there already. */
async function write(root: string, text: string): Promise<void> {
  const [, named = '', content = ''] = /^\/\/ (\S+)\n(.*)$/s.exec(text) ?? [];
  if (named === '') throw new Error(`A block does not begin with the path of its file:\n${text}`);
  const [path = named] = named.includes('*') ? globSync(named, { cwd: root }) : [named];
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
