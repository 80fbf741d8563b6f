import { orders } from './changes/2.4-orders.js';
import { OrderEditingRoutes } from './order-editing-routes.js';
import { OrderMovingRoutes } from './order-moving-routes.js';
import { OrderRoutes } from './order-routes.js';

export const routeGroups = [OrderRoutes, OrderEditingRoutes, OrderMovingRoutes];

export const changes = [orders];

export const tags = {
  orders: 'Ordering books from suppliers, and receiving them.',
};
