export { advice } from './advice.js';
