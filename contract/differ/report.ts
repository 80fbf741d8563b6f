import type { Mode } from './rules/rule.js';
import { rules, type RuleId } from './rules/rules.js';

/** One difference between two documents. */
export interface Finding {
  readonly rule: RuleId;
  /** The place, for people: `getBook → 200 → year`. */
  readonly where: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Collects the findings of a comparison. */
export interface Report {
  add(rule: RuleId, before?: unknown, after?: unknown): void;
  /** The same report, one level deeper. */
  at(place: string): Report;
}

/** A report that collects into `findings`. */
export function reportInto(findings: Finding[], where: readonly string[] = []): Report {
  return {
    add: (rule, before, after) => void findings.push({ rule, where: where.join(' → '), before, after }),
    at: (place) => reportInto(findings, [...where, place]),
  };
}

/** Whether a difference breaks clients in this comparison. */
export function breaks({ rule }: Finding, mode: Mode): boolean {
  return rules[rule].breaks.includes(mode);
}

/** A finding as a line of text. */
export function told({ rule, where, before, after }: Finding): string {
  const change = before === undefined && after === undefined ? '' : `: ${short(before)} → ${short(after)}`;
  return `${rule} at ${where}${change} (${rules[rule].title})`;
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
