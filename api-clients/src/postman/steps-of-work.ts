import { pages, type Steps } from './step.js';

const theOrder = { values: { id: '{{orderId}}' } };
const theImport = { values: { id: '{{importId}}' } };
const dryRun = { columns: 'title=Title,contributors=Author,isbn=ISBN', dryRun: true, file: '@books.csv' };

/** The requests of orders and imports, which only staff have. */
export const stepsOfWork: Steps = [
  [
    'Orders',
    [
      { operation: 'addOrder', keep: { orderId: 'id' } },
      ...pages('listOrders'),
      { operation: 'getOrder', ...theOrder },
      { operation: 'editOrder', ...theOrder },
      { operation: 'placeOrder', ...theOrder },
      { operation: 'receiveOrder', ...theOrder },
      { operation: 'addOrder', title: 'to cancel it', keep: { orderId: 'id' } },
      { operation: 'placeOrder', title: 'to cancel it', ...theOrder },
      { operation: 'cancelOrder', ...theOrder },
      { operation: 'addOrder', title: 'to delete it', keep: { orderId: 'id' } },
      { operation: 'deleteOrder', ...theOrder },
    ],
  ],
  [
    'Imports',
    [
      { operation: 'importBooks', title: 'a dry run', body: dryRun, keep: { importId: 'id' } },
      { operation: 'getImport', ...theImport },
      { operation: 'listImportRows', ...theImport },
      { operation: 'importBooks', title: 'to cancel it', body: dryRun, keep: { importId: 'id' } },
      ...pages('listImports'),
      { operation: 'cancelImport', ...theImport, tooLate: 'imports.import_over' },
    ],
  ],
];
