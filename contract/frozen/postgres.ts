import { forgetLibraries } from '../library/library.js';
import { mochaGlobalSetup, mochaGlobalTeardown } from '../../test/support/postgres.js';

/** Starts the PostgreSQL of the tests, runs a job, and stops PostgreSQL in any case. */
export async function withPostgres<T>(job: () => Promise<T>): Promise<T> {
  await mochaGlobalSetup();
  try {
    return await job();
  } finally {
    forgetLibraries();
    await mochaGlobalTeardown();
  }
}
