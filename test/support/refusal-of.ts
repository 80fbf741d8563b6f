import type { FieldFaults } from '../../src/domain/kernel/field-fault.js';
import { Refusal } from '../../src/domain/kernel/refusal.js';
import { english, sayFault } from '../../src/interface/kernel/errors/sentences.js';

/**
 * Runs a job that must be refused. Returns the refusal.
 * @throws Error when the job succeeds, or fails with any other error
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

/** The faults of a refusal as English sentences, by field. */
export function sentencesOf(fields: FieldFaults = {}): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, faults]) => [
      field,
      faults.map((fault) => sayFault(english, field, fault)),
    ]),
  );
}
