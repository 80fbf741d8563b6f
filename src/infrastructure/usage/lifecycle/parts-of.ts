import sql, { type Sql } from 'sql-template-tag';
import type { DeclaredLifecycle } from '../../../application/kernel/settings.js';

/** The operations and parts whose calls use something deprecated, as rows. */
export function partsOf({ uses }: DeclaredLifecycle): Sql {
  const majors = uses.map(({ major }) => major);
  const operations = uses.map(({ operationId }) => operationId);
  const elements = uses.map(({ element }) => element);
  return sql`
    select * from unnest(${majors}::smallint[], ${operations}::text[], ${elements}::text[])
      as given (major, operation_id, element)`;
}
