/** All that this library can do, a line each. A feature goes by removing its folders and its line. */
export { accounts } from './features/accounts.js';
export { catalogue } from './features/catalogue.js';
export { circulation } from './features/circulation.js';
export { notices } from './features/notices.js';
