import { Refusal } from '../../src/domain/kernel/refusal.js';

/**
 * Runs a job that must be refused. Gives the refusal.
 * @throws Error when the job is done, or when it fails with anything else
 */
export async function refusalOf(job: () => unknown): Promise<Refusal> {
  try {
    await job();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The job was not refused.');
}

/** The codes of all reasons for which a job is refused, in their order. */
export async function codesOf(job: () => unknown): Promise<string[]> {
  const { reasons } = await refusalOf(job);
  return reasons.map(({ code }) => code);
}
