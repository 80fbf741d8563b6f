/** Whether a number can be the key of a row at all. What cannot is simply not there, and the database is not asked. */
export function isRowId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}
