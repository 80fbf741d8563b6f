import { inject, injectable } from 'tsyringe';
import sql, { raw } from 'sql-template-tag';
import type { SearchIndex } from '../../../application/catalogue/search/search-index.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

/** Any number that no other advisory lock in this database uses. */
const turnKey = 7_160_015;

/** Books of the sample; a word must be in five of them. */
const sampleSize = 100_000;
const atLeast = 5;

@injectable()
export class SqlSearchIndex implements SearchIndex {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** The document is a generated column, which PostgreSQL computes anew when a column that it depends on is written. */
  async refresh(limit: number): Promise<number> {
    const rows = await this.unit.rows(sql`
      update book set title = title, document_form = 2
      where id in (select id from book where document_form = 1
                   order by id limit ${limit} for no key update skip locked)
      returning id`);
    return rows.length;
  }

  /**
   * Both statements read the same sample. A table that was never analysed, as after a restore, is counted. While another
   * process weighs the words, nothing is done.
   */
  async weighWords(): Promise<void> {
    const [turn] = await this.unit.rows<{ got: boolean }>(sql`
      select pg_try_advisory_xact_lock(${turnKey}) as got, set_config('statement_timeout', '60s', true)`);
    if (turn?.got !== true) return;
    const [{ percent = 100 } = {}] = await this.unit.rows<{ percent?: number }>(sql`
      select least(100, 100.0 * ${sampleSize} / greatest(
               case when reltuples > 0 then reltuples else (select count(*) from book) end, 1))::float8 as percent
      from pg_class where oid = 'book'::regclass`);
    const sample = `book tablesample system (${percent}) repeatable (1)`;
    await this.unit.rows(sql`delete from catalogue_word_share`);
    await this.unit.rows(sql`
      insert into catalogue_word_share (word, share)
      select word, ndoc::real / (select count(*) from ${raw(sample)})
      from ts_stat(${`select document from ${sample}`}) where ndoc >= ${atLeast}`);
  }
}
