/**
 * The bounds of an order. With them, the total of an order is always a safe integer. Those of titles, copies and their
 * texts are the bounds of the catalogue, so that nothing is ordered that it cannot hold. Lengths are in characters.
 */
export const bounds = {
  supplier: 200,
  lines: 100,
  /** Copies of a line, and of a delivery. */
  quantity: 1_000,
  /** In the minor unit of the currency. */
  unitPrice: 100_000_000,
  title: 1_000,
  author: 500,
  isbn: 40,
  barcode: 50,
  callNumber: 100,
  shelf: 100,
} as const;
