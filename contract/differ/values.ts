import type { Form } from './form.js';
import { isSame } from './node.js';
import type { Report } from './report.js';
import type { RuleId } from './rules/rules.js';
import type { Journey } from './journey.js';
import type { Sides } from './sides.js';
import { changedStandIns, standInFor } from './stand-ins.js';

/** Compares types and nullability. */
export function compareTypes(forms: Sides<Form>, { way, isWhole }: Journey, report: Report): void {
  const { before, after } = forms;
  if (before.nullable !== after.nullable) report.add(nullRule(way, after.nullable));
  if (isSame([...before.types].toSorted(), [...after.types].toSorted())) return;
  const values = [[...before.types], [...after.types]] as const;
  if (way === 'response' && isWhole) return report.add('response.envelope-changed', ...values);
  if (way === 'request') {
    const rule = isWithin(before.types, after.types) ? 'request.type-widened' : 'request.type-changed';
    return report.add(rule, ...values);
  }
  report.add(
    isWithin(after.types, before.types) ? 'response.type-narrowed' : 'response.type-changed',
    ...values,
  );
}

function nullRule(way: Journey['way'], isNow: boolean): RuleId {
  if (way === 'request') return isNow ? 'request.null-allowed' : 'request.null-refused';
  return isNow ? 'response.became-nullable' : 'response.never-null';
}

/** No types means any type. */
function isWithin(types: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return others.size === 0 || (types.size > 0 && [...types].every((type) => others.has(type)));
}

/** Compares the possible values of a type, and the default. */
export function compareValues(forms: Sides<Form>, journey: Journey, report: Report): void {
  compareEnums(forms, journey.way, report);
  const { before, after } = { before: forms.before.keywords, after: forms.after.keywords };
  if (!isSame(before['const'], after['const']))
    report.add(`${journey.way}.const-changed`, before['const'], after['const']);
  if (!isSame(before['default'], after['default']))
    report.add(
      defaultRule(journey, before['default'], after['default']),
      before['default'],
      after['default'],
    );
  if (before['format'] !== after['format'])
    report.add(`${journey.way}.format-changed`, before['format'], after['format']);
  if (before['pattern'] !== after['pattern'])
    report.add(
      patternRule(journey.way, before['pattern'], after['pattern']),
      before['pattern'],
      after['pattern'],
    );
}

function compareEnums({ before, after }: Sides<Form>, way: Journey['way'], report: Report): void {
  const [was, is] = [before.values, after.values];
  compareStandIns({ before, after }, report);
  if (!was && !is) return;
  if (!was) return report.add(`${way}.enum-added`, was, is);
  if (!is) return report.add(`${way}.enum-lifted`, was, is);
  for (const value of was) if (!is.includes(value)) report.add(`${way}.enum-value-removed`, value);
  for (const value of is)
    if (!was.includes(value)) report.add(ruleOfAdded(value, { before, after }, way), undefined, value);
}

/** In older minors another value of an open enum may stand for a new one. */
function ruleOfAdded(value: unknown, { before, after }: Sides<Form>, way: Journey['way']): RuleId {
  const isStoodFor = before.values?.includes(standInFor(after.keywords, value)) === true;
  if (way === 'response' && isStoodFor && isOpen(before)) return 'response.enum-value-stood-for';
  return `${way}.enum-value-added`;
}

function compareStandIns({ before, after }: Sides<Form>, report: Report): void {
  const isNew = (value: string) => after.values?.includes(value) === true && !before.values?.includes(value);
  const keywords = { before: before.keywords, after: after.keywords };
  for (const [value, was, is] of changedStandIns(keywords, isNew))
    report.at(value).add('response.stand-in-changed', was, is);
}

/** Clients know that there may be more values later. */
function isOpen({ keywords }: Form): boolean {
  return keywords['x-extensible-enum'] === true;
}

const sizes = new Set(['per_page', 'limit', 'page_size', 'pageSize']);

function defaultRule({ way, parameter = '' }: Journey, before: unknown, after: unknown): RuleId {
  if (way === 'response') return 'response.default-changed';
  if (sizes.has(parameter)) return 'paging.default-size-changed';
  if (parameter === 'sort') return 'paging.default-order-changed';
  if (before === undefined) return 'request.default-added';
  return after === undefined ? 'request.default-removed' : 'request.default-changed';
}

/** The maximum page size is a promise of its own. */
export function isLargestPage({ way, parameter = '' }: Journey, keyword: string): boolean {
  return way === 'request' && keyword === 'maximum' && sizes.has(parameter);
}

function patternRule(way: Journey['way'], before: unknown, after: unknown): RuleId {
  if (way === 'response') return 'response.pattern-changed';
  if (before === undefined) return 'request.pattern-added';
  return after === undefined ? 'request.pattern-removed' : 'request.pattern-changed';
}
