import { operationRules } from './operation-rules.js';
import { requestRules } from './request-rules.js';
import { responseRules } from './response-rules.js';
import type { Rule } from './rule.js';

const table = { ...operationRules, ...requestRules, ...responseRules };

export type RuleId = keyof typeof table;

/** All that can be different between two documents, by the id of its rule. */
export const rules: Readonly<Record<RuleId, Rule>> = table;
