import type { Client } from 'pg';
import type { Service } from '../../../src/composition/bootstrap.js';
import { Database } from '../../../src/infrastructure/kernel/database.js';
import type { Executed, PlanNode } from './plan.js';

/**
 * Has PostgreSQL tell with each statement how it goes about it: the plans are those of the statements that the
 * service sent, with the values that it sent, and of those within functions, triggers and foreign keys.
 */
export const planTelling = [
  `session_preload_libraries = 'auto_explain'`,
  `auto_explain.log_min_duration = 0`,
  `auto_explain.log_nested_statements = on`,
  `auto_explain.log_format = 'json'`,
  `auto_explain.log_level = 'notice'`,
] as const;

/** Gathers what PostgreSQL tells the service. */
export class PlanWatch {
  private readonly told: string[] = [];

  static async over({ container }: Service): Promise<PlanWatch> {
    const watch = new PlanWatch();
    const pool = await container.resolve(Database).pool();
    if (pool.totalCount > 0) throw new Error('Somebody has asked the database before it was watched.');
    pool.on('connect', (client: Client) =>
      client.on('notice', ({ message }) => watch.told.push(message ?? '')),
    );
    return watch;
  }

  /** All that has been carried out since the last time. A plan is told before the rows are, so none comes late. */
  take(): Executed[] {
    return this.told.splice(0).flatMap((message) => {
      const [, json] = /plan:\s*(\{[^]*\})\s*$/.exec(message) ?? [];
      if (json === undefined) return [];
      const { 'Query Text': statement, Plan: plan } = JSON.parse(json) as {
        'Query Text': string;
        Plan: PlanNode;
      };
      return [{ statement, plan }];
    });
  }
}
