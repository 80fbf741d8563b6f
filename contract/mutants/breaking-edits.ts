import type { Edit } from './edit.js';
import { operationEdits } from './operation-edits.js';
import { requestEdits } from './request-edits.js';
import { responseEdits } from './response-edits.js';

/** Edits of documents each of which breaks somebody, in a later minor as well. */
export const breakingEdits: readonly Edit[] = [...operationEdits, ...requestEdits, ...responseEdits];
