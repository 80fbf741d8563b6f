import type { AdviceByCode } from '../../documentation/problems/advice.js';

export const advice: AdviceByCode = {
  'orders.order_not_found': {
    means: 'There is no order with this id. A draft that was deleted is gone as well.',
    todo: 'Take the id from `listOrders`. It begins with `order_`.',
    repeat: 'No. Orders do not appear later under an old id.',
  },
  'orders.line_not_found': {
    means: 'The order has no line with this number. Lines are numbered from 1.',
    todo: 'Take the `number` of the line from `getOrder`.',
    repeat: 'No. The lines of an order do not change after it was placed.',
  },
  'orders.order_changed': {
    means:
      'Somebody has changed the order since you read it, so its ETag is another one. Nothing was stored.',
    todo: 'Fetch the order again with `getOrder`, show what has changed, and send the change with the new ETag.',
    repeat: 'Only with the ETag of the order as it is now.',
  },
  'orders.order_state_invalid': {
    means:
      'A draft can be changed, deleted and placed. An order that was placed can be received and cancelled. An order that ' +
      'was received or cancelled stays as it is.',
    todo: 'The parameter `status` is the present status, and `allowed` lists those in which the request is possible.',
    repeat: 'Not in this status. A status never goes back.',
  },
  'orders.line_invalid': {
    means:
      'A line has both a `bookId` and a `title`, `isbn` or `author`, or it has neither a `bookId` nor a `title`.',
    todo: 'Send `bookId` alone for a book of the catalogue. For a title to come, send `title`, and `isbn` and `author` if they are known.',
    repeat: 'No. The same line is refused again.',
  },
  'orders.barcodes_invalid': {
    means: 'The number of `barcodes` is not the `quantity`.',
    todo: 'Send one barcode for each copy, or omit `barcodes`, so that the library makes new ones.',
    repeat: 'Only with as many barcodes as copies.',
  },
  'orders.more_than_ordered': {
    means:
      'Fewer copies of this line are still to come than the request receives. The parameter `open` is their number. ' +
      'Perhaps somebody else has received them at the same time.',
    todo: 'Look at the line with `getOrder`. If the supplier has sent too many, add the others with `addCopy`, or send them back.',
    repeat: 'Only with a smaller quantity.',
  },
};
