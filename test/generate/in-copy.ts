import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../architecture/project.js';
import { cloneInto } from '../support/clone.js';
import { newFolder } from '../support/embedded-postgres.js';

/** What a command has written, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly text: string;
}

/** A clone of this project in which features are made. */
export async function cloneOfProject(): Promise<string> {
  const clone = join(await newFolder(), 'home');
  await cloneInto(clone);
  return clone;
}

/** The same with what was compiled, which is its own, too. */
export async function copyOfProject(): Promise<string> {
  const copy = await cloneOfProject();
  await cp(join(projectRoot, 'dist'), join(copy, 'dist'), { recursive: true });
  return copy;
}

/** Runs a program of the installed packages, or Node, in a folder. */
export function runIn(folder: string, program: string, ...args: readonly string[]): Promise<Outcome> {
  const bin = join(projectRoot, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr });
    });
  });
}

/** Runs a program of the project, which is silent or tells its faults. */
export async function passes(copy: string, program: string, ...args: readonly string[]): Promise<void> {
  const { code, text } = await runIn(copy, program, ...args);
  expect(code, text.slice(-4_000)).to.equal(0);
}

/** Runs `npm run generate` as it is compiled here in a clone. */
export function generate(copy: string, ...args: readonly string[]): Promise<Outcome> {
  const program = join(projectRoot, 'dist/tools/generate/main.js');
  return runIn(copy, 'node', '--enable-source-maps', program, ...args);
}
