import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { cores, startOn } from './pinned.js';
import { temporaryFolder } from './temporary-folder.js';
import { NothingAnswered, PutOff } from './until-answered.js';

/** The figures that the load reports. Latencies in microseconds. */
export interface LoadFigures {
  readonly requests: number;
  readonly microseconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
  readonly broken: number;
}

/** A text, a number, or a list or table of them, for a Lua variable. */
type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** The Lua variables for a load, by name. */
export type Knowledge = Readonly<Record<string, Value>>;

/** Between two requests to end. */
const againMs = 200;

const folder = temporaryFolder();
const source = (name: string) => new URL(`../../../bench/load/${name}.lua`, import.meta.url);

/**
 * Runs a load: 32 connections of one thread, each of which sends its next request as soon as it is answered.
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
  // wrk accepts whole seconds only, but ends properly when it is interrupted.
  const child = startOn(cores.rest, ['wrk', '-t1', '-c32', '-d1h', '--timeout', '5s', '-s', file, url]);
  if (!child.stdout || !child.stderr) throw new Error('The load has no output.');
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  await Promise.race([wait(seconds * 1_000), ended]);
  // On a busy machine the first signal may come before wrk sleeps until its end, and then does not wake it.
  while (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT');
    await Promise.race([wait(againMs), ended]);
  }
  const [, signal] = await ended;
  return figuresIn((await said).join('\n'), script, signal);
}

/**
 * The figures in the output of a load.
 * @param signal the signal that ended it; SIGINT only if the load was interrupted before it started
 * @throws as `load`
 */
export function figuresIn(said: string, script: string, signal: NodeJS.Signals | null = null): LoadFigures {
  if (signal === 'SIGINT') throw new NothingAnswered(`The load "${script}" ended before it started.`);
  const found = /^FIGURES (.+)$/m.exec(said)?.[1];
  if (found === undefined) throw new Error(`The load "${script}" reported no figures:\n${said}`);
  const figures = JSON.parse(found) as LoadFigures;
  if (figures.broken === 0 && /^first refusal: 503 /m.test(said))
    throw new PutOff(`Requests of the load "${script}" were answered with 503:\n${said}`);
  if (figures.refused + figures.broken > 0) {
    throw new Error(`The load "${script}" got wrong answers:\n${said}`);
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
