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
  /** Minutes for which Shelflife alone is under load; 0 is none, and then all is compared. */
  readonly soakMinutes: number;
  /** The folder of a built Shelflife whose time is to be looked into; then nothing is compared. */
  readonly profileOf: string | undefined;
  /** Whether everything takes part for the full time: only that is a report. */
  readonly isFull: boolean;
}

const full = { rounds: 5, seconds: 5, warmUpSeconds: 10, starts: 10 };
/** Tells whether it works, and roughly who is ahead. */
const quick = { rounds: 1, seconds: 0.4, warmUpSeconds: 0.2, starts: 1 };

export const usage = `npm run bench -- [options]
  --quick            all of it in less than two minutes; nothing to rely on
  --only a,b         only these works: ${works.map(({ name }) => name).join(', ')}
  --peers a,b        only these beside ${yardstick} and ${shelflife}: ${peerNames().join(', ')}
  --rounds n         rounds of each (${full.rounds}); --seconds n the length of one (${full.seconds})
  --soak minutes     Shelflife alone under a mixed load, for its memory
  --profile folder   where the time of each work goes in the Shelflife that is built there; . is this one`;

/** @throws Error for what is not known or no number */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: text,
      peers: text,
      rounds: text,
      seconds: text,
      soak: text,
      profile: text,
    },
  });
  const base = values.quick ? quick : full;
  const rounds = positive('rounds', values.rounds) ?? base.rounds;
  const seconds = positive('seconds', values.seconds) ?? base.seconds;
  const isNarrowed = values.only !== undefined || values.peers !== undefined;
  return {
    ...base,
    works: listed(
      'only',
      values.only,
      works.map(({ name }) => name),
    ),
    programs: [yardstick, ...listed('peers', values.peers, peerNames()), shelflife],
    rounds,
    seconds,
    profileOf: values.profile,
    soakMinutes: positive('soak', values.soak) ?? 0,
    isFull: !isNarrowed && !values.quick && rounds >= full.rounds && seconds >= full.seconds,
  };
}

function peerNames(): string[] {
  return programs.map(({ name }) => name).filter((name) => name !== yardstick && name !== shelflife);
}

function listed(option: string, value: string | undefined, known: readonly string[]): readonly string[] {
  if (value === undefined) return known;
  const names = value.split(',').filter((name) => name !== '');
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new Error(`--${option}: "${stranger}" is none of ${known.join(', ')}.`);
  return names;
}

function positive(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!(Number(value) > 0)) throw new Error(`--${option} must be a number above 0, and not "${value}".`);
  return Number(value);
}
