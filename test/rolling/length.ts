/** `ROLLING_SHORT=1` keeps everything that is tried and makes it shorter, for machines that check every change. */
export const isShort = process.env['ROLLING_SHORT'] === '1';
