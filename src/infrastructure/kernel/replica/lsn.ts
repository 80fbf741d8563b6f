/** A place in PostgreSQL's log of changes, in a form whose alphabetical order is the order of the log, also in Lua. */
export type WalPosition = string;

/** Before everything that was ever written. */
export const theBeginning: WalPosition = '0'.repeat(16);

/** Behind everything that will ever be written: no replica shows it. */
export const theEnd: WalPosition = 'F'.repeat(16);

/** @param lsn as PostgreSQL shows it, such as `16/B374D848` */
export function walPosition(lsn: string): WalPosition {
  const halves = lsn.split('/').map((half) => half.toUpperCase().padStart(8, '0'));
  const position = halves.join('');
  if (!/^[0-9A-F]{16}$/.test(position)) throw new Error('This is no place in the log of changes.');
  return position;
}

export function latest(positions: readonly WalPosition[]): WalPosition {
  return positions.reduce((a, b) => (a > b ? a : b), theBeginning);
}
