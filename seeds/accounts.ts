import sql from 'sql-template-tag';
import { plantPatrons } from './accounts/plant-patrons.js';
import { syntheticPatron } from './accounts/synthetic-patron.js';
import { patrons } from './content/patrons.js';
import type { Seed } from './seed.js';

/** Patrons of every role and category, of whom three can sign in; and any number of readers. */
export const seed: Seed = {
  isEmpty: async (db) => (await db.rows(sql`select id from patron limit 1`)).length === 0,

  /** They joined one a day, and before any loan of the content. */
  async standard(db) {
    const planned = patrons.map(({ expired, blocked, ...patron }, index) => ({
      ...patron,
      createdAt: db.daysAgo(800 - index),
      expiresAt: expired ? db.daysAgo(30) : null,
      blocks: blocked === undefined ? [] : [{ reason: blocked, until: null }],
    }));
    await plantPatrons(db, planned);
  },

  async large(db, progress, size) {
    progress.start(size.patrons, 'Patrons');
    const createdAt = db.daysAgo(1_500);
    const readers = Array.from({ length: size.patrons }, (_, index) => syntheticPatron(index + 1));
    await plantPatrons(
      db,
      readers.map((reader) => ({ ...reader, createdAt, expiresAt: null, blocks: [] })),
    );
    progress.step(size.patrons);
    await db.rows(sql`vacuum (analyze) patron`);
  },
};
