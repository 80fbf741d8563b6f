/** `ROLLING_SHORT=1` runs the same steps in less time, for machines that check every change. */
export const isShort = process.env['ROLLING_SHORT'] === '1';
