import type { Report } from './report.js';
import type { RuleId } from './rules/rules.js';
import type { Journey } from './journey.js';
import type { Sides } from './sides.js';
import { isLargestPage } from './values.js';

type Closer = 'raised' | 'lowered';

/** Keyword → the direction that makes it stricter, and the rule for a stricter request value. */
const bounds: Readonly<Record<string, readonly [Closer, RuleId]>> = {
  minimum: ['raised', 'request.minimum-raised'],
  exclusiveMinimum: ['raised', 'request.minimum-raised'],
  maximum: ['lowered', 'request.maximum-lowered'],
  exclusiveMaximum: ['lowered', 'request.maximum-lowered'],
  minLength: ['raised', 'request.shortest-raised'],
  maxLength: ['lowered', 'request.longest-lowered'],
  minItems: ['raised', 'request.fewest-raised'],
  maxItems: ['lowered', 'request.most-lowered'],
  minProperties: ['raised', 'request.fewest-raised'],
  maxProperties: ['lowered', 'request.most-lowered'],
};

/** Compares bounds of size, length and number, and the required multiples. */
export function compareBounds({ before, after }: Sides, journey: Journey, report: Report): void {
  for (const [keyword, [closer, rule]] of Object.entries(bounds)) {
    const [was, is] = [before[keyword], after[keyword]];
    if (was === is) continue;
    const isCloser = closer === 'raised' ? isAbove(is, was) : isAbove(negative(is), negative(was));
    report.add(ruleFor(journey, keyword, isCloser, rule), was, is);
  }
  compareSteps({ before, after }, journey, report);
}

function ruleFor(journey: Journey, keyword: string, isCloser: boolean, rule: RuleId): RuleId {
  if (isLargestPage(journey, keyword)) return 'paging.largest-size-changed';
  if (journey.way === 'request') return isCloser ? rule : 'request.bound-widened';
  return isCloser ? 'response.bound-narrowed' : 'response.bound-widened';
}

/** A missing bound is below every bound. */
function isAbove(value: unknown, other: unknown): boolean {
  return typeof value === 'number' && (typeof other !== 'number' || value > other);
}

function negative(value: unknown): unknown {
  return typeof value === 'number' ? -value : value;
}

function compareSteps({ before, after }: Sides, { way }: Journey, report: Report): void {
  if (before['multipleOf'] !== after['multipleOf'])
    report.add(`${way}.step-changed`, before['multipleOf'], after['multipleOf']);
  const [was, is] = [before['uniqueItems'] === true, after['uniqueItems'] === true];
  if (was === is) return;
  if (way === 'response') report.add('response.unique-changed');
  else report.add(is ? 'request.unique-demanded' : 'request.unique-lifted');
}
