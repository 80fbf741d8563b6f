import { rmSync } from 'node:fs';
import type { Context } from 'mocha';
import { endProcesses } from '../support/real-process.js';
import { startBacking, type Backing } from './backing.js';
import { printFigures } from './figures.js';
import { stage, type Droplet } from './stage.js';

let droplet: Promise<Droplet> | undefined;
let backing: Promise<Backing> | undefined;
let steps = 0;

/** The droplet of this run; staged when it is first needed. */
export const theDroplet = (): Promise<Droplet> => (droplet ??= stage());

/** The services of this run; started when they are first needed. */
export const theBacking = (): Promise<Backing> => (backing ??= startBacking());

/** Mocha finds them here. */
export const mochaHooks = {
  async afterEach(this: Context): Promise<void> {
    if (this.currentTest?.isPassed()) steps += 1;
    await endProcesses();
  },
  async afterAll(this: Context): Promise<void> {
    this.timeout(60_000);
    const [services, staged] = await Promise.allSettled([backing, droplet]);
    if (services.status === 'fulfilled') await services.value?.stop();
    if (staged.status === 'fulfilled' && staged.value) rmSync(staged.value.home, { recursive: true });
    printFigures(steps);
  },
};
