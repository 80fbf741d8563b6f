import { reason } from '../kernel/refusal.js';

export const orderNotFound = reason('not_found', 'orders.order_not_found', 'There is no such order.');
export const lineNotFound = reason('not_found', 'orders.line_not_found', 'The order has no such line.');
export const orderChanged = reason(
  'stale',
  'orders.order_changed',
  'The order was changed since. Fetch it again, then decide.',
);
export const orderStateInvalid = reason(
  'conflict',
  'orders.order_state_invalid',
  'The present status of the order does not allow this.',
);
export const lineInvalid = reason(
  'invalid',
  'orders.line_invalid',
  'A line has either a book of the catalogue or a title to come.',
);
export const barcodesInvalid = reason(
  'invalid',
  'orders.barcodes_invalid',
  'There must be one barcode for each copy.',
);
export const moreThanOrdered = reason(
  'conflict',
  'orders.more_than_ordered',
  'More copies would be received than were ordered.',
);
