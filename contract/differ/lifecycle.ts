import { noticeDays } from '../../src/interface/kernel/declaration/lifecycle.js';
import { textAt, type Node } from './node.js';
import type { Report } from './report.js';
import type { Sides } from './sides.js';

/** The keywords that announce the end of an operation, a parameter or a field. */
export const lifecycleKeys = new Set([
  'deprecated',
  'x-deprecated-at',
  'x-sunset',
  'x-sunset-guard',
  'x-successor-operation',
  'x-lifecycle-id',
]);

const dayMs = 86_400_000;

/** Compares announcements of an end of life. */
export function compareLifecycles({ before, after }: Sides, report: Report): void {
  if (before['deprecated'] === true && after['deprecated'] !== true)
    report.add('lifecycle.deprecation-withdrawn');
  if (before['deprecated'] !== true && after['deprecated'] === true) {
    report.add(
      dateAt(after, 'x-deprecated-at') === undefined ? 'lifecycle.without-date' : 'lifecycle.deprecated',
    );
  }
  compareDeprecations({ before, after }, report);
  compareSunsets({ before, after }, report);
  compareGuards({ before, after }, report);
  compareSuccessors({ before, after }, report);
  compareIds({ before, after }, report);
}

/** Whether an end of life is announced here. */
export function isEnding(node: Node): boolean {
  return node['deprecated'] === true || node['x-sunset'] !== undefined;
}

function compareDeprecations({ before, after }: Sides, report: Report): void {
  const [was, is] = [dateAt(before, 'x-deprecated-at'), dateAt(after, 'x-deprecated-at')];
  const values = [before['x-deprecated-at'], after['x-deprecated-at']] as const;
  if (was === undefined) return;
  if (is === undefined && after['deprecated'] === true) report.add('lifecycle.without-date', ...values);
  if (is !== undefined && is < was) report.add('lifecycle.deprecation-earlier', ...values);
}

function compareSunsets({ before, after }: Sides, report: Report): void {
  const [was, is] = [dateAt(before, 'x-sunset'), dateAt(after, 'x-sunset')];
  const values = [before['x-sunset'], after['x-sunset']] as const;
  if (values[0] === values[1] && before['x-deprecated-at'] === after['x-deprecated-at']) return;
  if (values[1] === undefined) {
    if (was !== undefined) report.add('lifecycle.sunset-removed', ...values);
  } else if (is === undefined || noticeOf(after, is) < noticeDays.operation)
    report.add('lifecycle.notice-short', ...values);
  else if (was === undefined) report.add('lifecycle.sunset-announced', ...values);
  else if (is !== was)
    report.add(is < was ? 'lifecycle.sunset-earlier' : 'lifecycle.sunset-later', ...values);
}

/** A sunset that is held as long as somebody calls may not become one that the date alone brings. */
function compareGuards({ before, after }: Sides, report: Report): void {
  const [was, is] = [before['x-sunset-guard'], after['x-sunset-guard']];
  if (was === is || before['x-sunset'] === undefined || after['x-sunset'] === undefined) return;
  report.add(is === 'consent' ? 'lifecycle.guard-added' : 'lifecycle.guard-removed', was, is);
}

function noticeOf(node: Node, sunset: number): number {
  return (sunset - (dateAt(node, 'x-deprecated-at') ?? sunset)) / dayMs;
}

function compareSuccessors({ before, after }: Sides, report: Report): void {
  const [was, is] = [before['x-successor-operation'], after['x-successor-operation']];
  if (was === undefined || was === is) return;
  const isWithdrawn = after['deprecated'] !== true;
  if (is === undefined && isWithdrawn) return;
  report.add(is === undefined ? 'lifecycle.successor-removed' : 'lifecycle.successor-changed', was, is);
}

/** Clients identify an announcement by its id, so the id must not change. */
function compareIds({ before, after }: Sides, report: Report): void {
  const [was, is] = [before['x-lifecycle-id'], after['x-lifecycle-id']];
  if (was === undefined || was === is || after['deprecated'] !== true) return;
  report.add('lifecycle.id-changed', was, is);
}

function dateAt(node: Node, key: string): number | undefined {
  const time = Date.parse(textAt(node, key) ?? '');
  return Number.isNaN(time) ? undefined : time;
}
