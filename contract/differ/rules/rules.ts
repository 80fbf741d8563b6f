import { operationRules } from './operation-rules.js';
import { requestRules } from './request-rules.js';
import { responseRules } from './response-rules.js';
import type { Rule } from './rule.js';

const table = { ...operationRules, ...requestRules, ...responseRules };

export type RuleId = keyof typeof table;

/** All rules by id. */
export const rules: Readonly<Record<RuleId, Rule>> = table;
