export type { Calls, ClientOptions } from './client.js';
export type { Deprecation } from './deprecations.js';
export { HttpError } from './problem.js';
export type { components as V1 } from './schema-v1.js';
export type { components as V2 } from './schema-v2.js';
export type { TokenPair, Tokens, TokenStore } from './session.js';
export { createV1Client, V1Problem, type V1Client } from './v1.js';
export { createV2Client, V2Problem, type V2Client } from './v2.js';
