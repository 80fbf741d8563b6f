import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { cores, startOn } from './pinned.js';
import { temporaryFolder } from './temporary-folder.js';
import { NothingAnswered, PutOff } from './until-answered.js';

/** What the load says of itself. Latencies in microseconds. */
export interface LoadFigures {
  readonly requests: number;
  readonly microseconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
  readonly broken: number;
}

/** A text, a number, or a list or a table of them, which Lua is to know under a name. */
type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** Name → what the load may draw from. */
export type Knowledge = Readonly<Record<string, Value>>;

const folder = temporaryFolder();
const source = (name: string) => new URL(`../../../bench/load/${name}.lua`, import.meta.url);

/**
 * 32 connections of one thread that ask as fast as they are answered.
 * @param script the name of a file in `bench/load`
 * @throws Error when a single answer was a refusal, or a connection broke
 * @throws NothingAnswered when there was no answer yet
 * @throws PutOff when the first refusal was a 503
 */
export async function load(
  url: string,
  script: string,
  knowledge: Knowledge,
  seconds: number,
): Promise<LoadFigures> {
  const file = path.join(folder, `${script}.lua`);
  const known = Object.entries(knowledge).map(([name, value]) => `${name} = ${inLua(value)}\n`);
  writeFileSync(file, [...known, readFileSync(source('common')), readFileSync(source(script))].join(''));
  // It takes whole seconds only, but ends properly when it is interrupted.
  const child = startOn(cores.rest, ['wrk', '-t1', '-c32', '-d1h', '--timeout', '5s', '-s', file, url]);
  if (!child.stdout || !child.stderr) throw new Error('The load has no output.');
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  await Promise.race([wait(seconds * 1_000), ended]);
  child.kill('SIGINT');
  const [, signal] = await ended;
  return figuresIn((await said).join('\n'), script, signal);
}

/**
 * The figures in the output of a load.
 * @param signal what ended it: it ends by an interrupt only where that came before it had begun
 * @throws as `load`
 */
export function figuresIn(said: string, script: string, signal: NodeJS.Signals | null = null): LoadFigures {
  if (signal === 'SIGINT') throw new NothingAnswered(`The load "${script}" was over before it had begun.`);
  const found = /^FIGURES (.+)$/m.exec(said)?.[1];
  if (found === undefined) throw new Error(`The load "${script}" said nothing of itself:\n${said}`);
  const figures = JSON.parse(found) as LoadFigures;
  if (figures.broken === 0 && /^first refusal: 503 /m.test(said))
    throw new PutOff(`Requests of the load "${script}" were put off:\n${said}`);
  if (figures.refused + figures.broken > 0) {
    throw new Error(`The load "${script}" was not answered as it should be:\n${said}`);
  }
  if (figures.requests === 0) throw new NothingAnswered(`The load "${script}" had no answer yet:\n${said}`);
  return figures;
}

function inLua(value: Value): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `{${value.map(inLua).join(',')}}`;
  const entries = Object.entries(value).map(([key, each]) => `[${JSON.stringify(key)}]=${inLua(each)}`);
  return `{${entries.join(',')}}`;
}
