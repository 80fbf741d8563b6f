/** Whether a number can be the key of a row. For any other number there is no row, and no query is sent. */
export function isRowId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}
