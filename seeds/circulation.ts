import sql from 'sql-template-tag';
import { plantLoans } from './circulation/plant-loans.js';
import { plantPastLoans } from './circulation/plant-past-loans.js';
import { loans } from './content/circulation-loans.js';
import { policies } from './content/circulation-policies.js';
import type { Seed, SeedDatabase } from './seed.js';

/** How many copies get their past in one statement. */
const batch = 2_000;

/** What is lent to whom, under which terms; and any number of past loans. */
export const seed: Seed = {
  isEmpty: async (db) => (await db.rows(sql`select id from loan limit 1`)).length === 0,

  async standard(db) {
    await plantPolicies(db);
    await plantLoans(db, loans);
  },

  async large(db, progress, size) {
    progress.start(size.books * size.loansPerCopy, 'Loans');
    for (let start = 0; start < size.books; start += batch) {
      const end = Math.min(start + batch, size.books);
      await plantPastLoans(db, { start, end }, size.loansPerCopy);
      progress.step((end - start) * size.loansPerCopy);
    }
    await db.rows(sql`vacuum (analyze) loan`);
  },
};

/** A policy that was changed since stays as it is. */
async function plantPolicies(db: SeedDatabase): Promise<void> {
  await db.rows(sql`
    insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
    select given.category, given.kind, "loanDays", "renewalsMax", "loansMax", "holdsMax"
    from rows from (jsonb_to_recordset(${JSON.stringify(policies)}) as (
      category text, kind text, "loanDays" integer, "renewalsMax" integer, "loansMax" integer, "holdsMax" integer
    )) with ordinality as given
    where not exists (select from policy where patron_category = given.category and copy_kind = given.kind)
    order by ordinality`);
}
