import { mochaGlobalSetup, mochaGlobalTeardown } from '../../test/support/postgres.js';

/** Runs a job with the PostgreSQL that tests have, and gives it back, whatever happens. */
export async function withPostgres<T>(job: () => Promise<T>): Promise<T> {
  await mochaGlobalSetup();
  try {
    return await job();
  } finally {
    await mochaGlobalTeardown();
  }
}
