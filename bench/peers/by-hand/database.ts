import pg from 'pg';

/** int8 as a number: keys and counts stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Every statement has a name, so that each connection parses and plans it once. */
export const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10, types });

// Without a listener a connection that was cut ends the process.
pool.on('error', () => undefined);
