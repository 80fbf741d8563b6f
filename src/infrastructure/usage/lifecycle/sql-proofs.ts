import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { Proofs, StoredProof } from '../../../application/usage/lifecycle/proofs.js';
import { Database } from '../../kernel/postgres/database.js';
import { isRowId } from '../../kernel/postgres/row-id.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlProofs implements Proofs {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async add(proof: Omit<StoredProof, 'id'>): Promise<number> {
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into lifecycle_proof (lifecycle_id, at, made_at, content, hash)
      values (${proof.lifecycleId}, ${proof.at}, ${proof.madeAt}, ${proof.content}, ${proof.hash}) returning id`);
    return row?.id ?? 0;
  }

  async find(id: number): Promise<StoredProof | undefined> {
    if (!isRowId(id)) return undefined;
    const rows = await this.database.rows<StoredProof>(sql`
      select id, lifecycle_id as "lifecycleId", at, made_at as "madeAt", content, hash
      from lifecycle_proof where id = ${id}`);
    return rows[0];
  }
}
