import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { pathsIn } from '../../../tools/embedded-postgres/cluster.js';
import type { Executed, PlanNode } from './plan.js';

/**
 * Has PostgreSQL write into its log how it goes about each statement: the plans are those of the statements that the
 * service sent, with the values that it sent. The service notices nothing of it.
 */
export const planTelling = [
  `session_preload_libraries = 'auto_explain'`,
  `auto_explain.log_min_duration = 0`,
  `auto_explain.log_format = 'json'`,
] as const;

/**
 * The same for statements within functions, triggers and foreign keys. Not for lists: a function that says how a row is
 * sorted would be told of for each of them, and nobody would be answered in time.
 */
export const tellingOfAll = `auto_explain.log_nested_statements = on`;

/** Reads what PostgreSQL writes down. */
export class PlanWatch {
  private constructor(
    private readonly log: string,
    private readSoFar: number,
  ) {}

  static async over(client: Client): Promise<PlanWatch> {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const { log } = pathsIn(path.dirname(rows[0]?.data_directory ?? ''));
    return new PlanWatch(log, (await stat(log)).size);
  }

  /** All that has been carried out since the last time. A plan is written down before the rows are sent. */
  async take(): Promise<Executed[]> {
    const file = await open(this.log);
    try {
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(size - this.readSoFar), { position: this.readSoFar });
      this.readSoFar = size;
      return plansIn(buffer.toString());
    } finally {
      await file.close();
    }
  }
}

/** The lines of an entry but the first one are set in by a tab. */
function plansIn(log: string): Executed[] {
  return [...log.matchAll(/ ms {2}plan:\n((?:\t.*\n)+)/g)].map(([, json = '']) => {
    const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as {
      'Query Text': string;
      Plan: PlanNode;
    };
    return { statement, plan };
  });
}
