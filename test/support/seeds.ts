import { Client } from 'pg';

/** Lends a connection to a database of a test. */
export async function ask<Row extends object>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** The single value that a statement returns. */
export async function askOne(url: string, statement: string): Promise<unknown> {
  const [row] = await ask(url, statement);
  return Object.values(row ?? {})[0];
}

/** Every row of every table with its keys, and the position of every sequence: equal dumps mean equal databases. */
export async function dump(url: string, without: readonly string[] = []): Promise<Record<string, string[]>> {
  const tables = await ask<{ name: string }>(
    url,
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> 'mikro_orm_migrations'`,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await ask<{ row: string }>(
      url,
      `select (to_jsonb(t) - $1::text[])::text as row from "${name}" as t order by 1`,
      [without],
    );
    found[name] = rows.map(({ row }) => row);
  }
  const sequences = await ask<{ state: string }>(
    url,
    `select sequencename || ' ' || coalesce(last_value, 0) as state from pg_sequences order by 1`,
  );
  return { ...found, sequences: sequences.map(({ state }) => state) };
}
