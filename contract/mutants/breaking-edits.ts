import type { Edit } from './edit.js';
import { operationEdits } from './operation-edits.js';
import { requestEdits } from './request-edits.js';
import { responseEdits } from './response-edits.js';
import { schemaEdits } from './schema-edits.js';

/** Edits of documents that the contract check must find. */
export const breakingEdits: readonly Edit[] = [
  ...operationEdits,
  ...requestEdits,
  ...responseEdits,
  ...schemaEdits,
];
