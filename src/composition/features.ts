/** All features, one a line. A feature is removed by removing its folders and its line. */
export { accounts } from './features/accounts.js';
export { audit } from './features/audit.js';
export { catalogue } from './features/catalogue.js';
export { circulation } from './features/circulation.js';
export { imports } from './features/imports.js';
export { notices } from './features/notices.js';
export { orders } from './features/orders.js';
export { usage } from './features/usage.js';
