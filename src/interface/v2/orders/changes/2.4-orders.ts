import { operation } from '../../../kernel/declaration/additions.js';
import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

export const orders: ContractChange = {
  id: 'v2-orders',
  minor: '2.4',
  title: 'Librarians order books from suppliers, and receive copies of what they have ordered.',
  why: 'Until now, a book could be catalogued only after it had come.',
  adds: [
    'listOrders',
    'addOrder',
    'getOrder',
    'editOrder',
    'deleteOrder',
    'placeOrder',
    'receiveOrder',
    'cancelOrder',
  ].map((id) => operation(id)),
};
