/** A position in PostgreSQL's write-ahead log. Its alphabetical order is the order of the log, also in Lua. */
export type Lsn = string;

/** Before everything that was ever written. */
export const firstLsn: Lsn = '0'.repeat(16);

/** After everything that will ever be written: no replica reaches it. */
export const lastLsn: Lsn = 'F'.repeat(16);

/** @param lsn as PostgreSQL shows it, such as `16/B374D848` */
export function parseLsn(lsn: string): Lsn {
  const halves = lsn.split('/').map((half) => half.toUpperCase().padStart(8, '0'));
  const position = halves.join('');
  if (!/^[0-9A-F]{16}$/.test(position)) throw new Error('This is not a position in the write-ahead log.');
  return position;
}

export function latestLsn(positions: readonly Lsn[]): Lsn {
  return positions.reduce((a, b) => (a > b ? a : b), firstLsn);
}
