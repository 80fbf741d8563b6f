import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'pg';
import { pathsIn } from '../../../tools/embedded-postgres/cluster.js';
import type { Executed, PlanNode } from './plan.js';

/**
 * Makes PostgreSQL log the plan of each statement: the plans are those of the statements and values that the service
 * sent. The service is not affected.
 */
export const planTelling = [
  `session_preload_libraries = 'auto_explain'`,
  `auto_explain.log_min_duration = 0`,
  `auto_explain.log_format = 'json'`,
] as const;

/**
 * The same for statements in functions, triggers and foreign keys. Not for lists: a sort function would be logged for
 * each row, and the requests would time out.
 */
export const tellingOfAll = `auto_explain.log_nested_statements = on`;

/** Reads the log of PostgreSQL. */
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

  /** Everything executed since the last call. A plan is logged before the rows are sent. */
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

/** All lines of an entry after the first begin with a tab. */
function plansIn(log: string): Executed[] {
  return [...log.matchAll(/ ms {2}plan:\n((?:\t.*\n)+)/g)].map(([, json = '']) => {
    const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as {
      'Query Text': string;
      Plan: PlanNode;
    };
    return { statement, plan };
  });
}
