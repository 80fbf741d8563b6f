import { parseArgs } from 'node:util';
import { programs, shelflife, yardstick } from './programs.js';
import { works } from './works.js';

export interface Options {
  readonly works: readonly string[];
  readonly programs: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly starts: number;
  /** Minutes of load on Shelflife alone; 0 means that programs are compared instead. */
  readonly soakMinutes: number;
  /** The folder of a built Shelflife to profile; nothing is compared then. */
  readonly profileOf: string | undefined;
  /** The commit that the service is compared with, instead of the peers. */
  readonly against: string | undefined;
  /** Whether everything is measured for the full time: only that is a report. */
  readonly isFull: boolean;
}

const full = { rounds: 5, seconds: 5, warmUpSeconds: 10, starts: 10 };
/** Shows whether everything works, and gives a rough order. */
const quick = { rounds: 1, seconds: 0.4, warmUpSeconds: 0.2, starts: 1 };
/** Two programs take less time than five, and their ratio must be right to a few per cent. */
const quickAgainst = { rounds: 5, seconds: 1.5, warmUpSeconds: 4, starts: 5 };
/** It has no goal in the comparison with an earlier commit. */
const notAgainst = 'health';

export const usage = `npm run bench -- [options]
  --quick            everything in less than two minutes; the figures are rough
  --only a,b         only these works: ${works.map(({ name }) => name).join(', ')}
  --peers a,b        compare ${yardstick} and ${shelflife} only with: ${peerNames().join(', ')}
  --rounds n         rounds of each work (${full.rounds}); --seconds n the length of a round (${full.seconds})
  --against commit   compare this service with that commit only; with --quick in about five minutes
  --soak minutes     measure the memory of Shelflife alone under a mixed load
  --profile folder   profile each work in the Shelflife that is built in that folder; . is this one`;

/** @throws Error for an unknown option, or a value that is not a number */
export function readOptions(args: readonly string[]): Options {
  const values = parsed(args);
  const base = baseOf(values);
  const rounds = positive('rounds', values.rounds) ?? base.rounds;
  const seconds = positive('seconds', values.seconds) ?? base.seconds;
  const isNarrowed = values.only !== undefined || values.peers !== undefined || values.quick;
  return {
    ...base,
    works: worksOf(values.only, values.against),
    programs: [yardstick, ...listed('peers', values.peers, peerNames()), shelflife],
    rounds,
    seconds,
    profileOf: values.profile,
    against: values.against,
    soakMinutes: positive('soak', values.soak) ?? 0,
    isFull: !isNarrowed && rounds >= full.rounds && seconds >= full.seconds,
  };
}

type Values = ReturnType<typeof parsed>;

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: text,
      peers: text,
      rounds: text,
      seconds: text,
      soak: text,
      profile: text,
      against: text,
    },
  }).values;
}

/** The default duration of the run. */
function baseOf({ quick: isQuick, against, peers }: Values): typeof full {
  if (against !== undefined && peers !== undefined)
    throw new Error('--against measures this service alone: omit --peers.');
  if (!isQuick) return full;
  return against === undefined ? quick : quickAgainst;
}

function worksOf(only: string | undefined, against: string | undefined): readonly string[] {
  const known = works.map(({ name }) => name);
  if (only === undefined && against !== undefined) return known.filter((name) => name !== notAgainst);
  return listed('only', only, known);
}

function peerNames(): string[] {
  return programs.map(({ name }) => name).filter((name) => name !== yardstick && name !== shelflife);
}

function listed(option: string, value: string | undefined, known: readonly string[]): readonly string[] {
  if (value === undefined) return known;
  const names = value.split(',').filter((name) => name !== '');
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new Error(`--${option}: "${stranger}" is not one of ${known.join(', ')}.`);
  return names;
}

function positive(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!(Number(value) > 0)) throw new Error(`--${option} must be a number above 0, not "${value}".`);
  return Number(value);
}
