import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const library = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`)
  .find((file) => existsSync(file));

/** The clock of a process, controlled by libfaketime. */
export interface FakedClock {
  /** The environment of the process whose clock is controlled. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the clock is so many seconds ahead of the true time, or behind it. */
  jump(seconds: number): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Undefined, and a visible warning, where Debian's libfaketime is not installed; an error when `REQUIRE_FAKETIME` is 1.
 * Timers are not affected, as with a real change of the clock.
 */
export async function fakedClock(): Promise<FakedClock | undefined> {
  if (library === undefined) return lacking();
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-clock-'));
  const file = path.join(folder, 'offset');
  const jump = async (seconds: number) => {
    await writeFile(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    await rename(`${file}.new`, file);
  };
  await jump(0);
  const how = { FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, ...how },
    jump,
    remove: () => rm(folder, { recursive: true }),
  };
}

function lacking(): undefined {
  const lack = 'there is no libfaketime (Debian: apt install libfaketime)';
  if (process.env['REQUIRE_FAKETIME'] === '1') throw new Error(`REQUIRE_FAKETIME=1, but ${lack}`);
  console.warn(`\n!!! The test of clocks that jump is PENDING: ${lack}.\n`);
}
