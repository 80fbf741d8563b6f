import sql, { type Sql } from 'sql-template-tag';

/**
 * Makes a worker run a job as soon as the transaction of this statement is committed, and not only on its schedule. The
 * job still reads from the tables what is to be done.
 */
export function startJob(name: string): Sql {
  return sql`select graphile_worker.add_job(${name}, job_key => ${name})`;
}
