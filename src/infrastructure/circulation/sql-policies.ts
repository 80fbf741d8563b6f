import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Policy } from '../../domain/circulation/policy.js';
import type { Policies } from '../../application/circulation/policies.js';
import { Database } from '../kernel/database.js';
import { Records } from '../kernel/records.js';

@injectable()
export class SqlPolicies implements Policies {
  private readonly records: Records<Policy>;

  constructor(@inject(Database) database: Database) {
    this.records = new Records(database, Policy);
  }

  all(): Promise<readonly Policy[]> {
    return this.records.load(sql`order by id`);
  }
}
