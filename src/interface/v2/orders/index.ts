import { orders } from './changes/2.4-orders.js';
import { OrderMovingRoutes } from './order-moving-routes.js';
import { OrderRoutes } from './order-routes.js';

export const routeGroups = [OrderRoutes, OrderMovingRoutes];

export const changes = [orders];

export const tags = {
  orders: 'Ordering books from suppliers, and receiving them.',
};
