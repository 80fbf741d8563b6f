import { brownoutsOf } from '../../kernel/lifecycle/brownouts.js';
import { dayMs, isPastSunset, startOf, type LifecycleDays } from '../../kernel/lifecycle/lifecycle-days.js';

/** The occasions on which the owner of a client gets a mail about an end of life, the most urgent first. */
export const stages = [
  'gone',
  't-1',
  't-3',
  't-7',
  't-14',
  'brownout_ahead',
  'brownout_report',
  'new_user',
  'announce',
  'weekly',
  'monthly',
  'clean',
] as const;
export type Stage = (typeof stages)[number];

/** With its period, a stage is sent once. The period is empty for a stage that does not repeat. */
export interface DueStage {
  readonly stage: Stage;
  readonly period: string;
}

export interface SentStage extends DueStage {
  readonly madeAt: Date;
  readonly isDelivered: boolean;
}

/** What is known of one client and one end of life. Rehearsals are no calls. */
export interface ClientUse {
  /** Calls that were not answered with the 410 of something gone. */
  readonly firstAt?: Date | undefined;
  readonly lastAt?: Date | undefined;
  /** The last call that was answered with the 410 of something gone. */
  readonly goneAt?: Date | undefined;
  /** Calls that were answered with the 410 of a brownout, by hour. */
  readonly interrupted: readonly { readonly hour: Date; readonly calls: number }[];
  readonly mutedUntil?: Date | undefined;
  readonly sent: readonly SentStage[];
}

/** What was decided about an end of life. */
export interface Course {
  readonly isGone: boolean;
  readonly withoutBrownouts: boolean;
}

/** The days before a sunset on which a mail is sent. The first one is urgent: from then on nothing is silenced. */
const countdown = [14, 7, 3, 1] as const;
const [urgentDays] = countdown;
/** Days before a sunset: until the first one a mail a month, from then until the second one a mail a week. */
const [weeklyFrom, weeklyUntil] = [90, 30] as const;
/** Days without a call after which a client counts as done. */
const quietDays = 14;
/** Days after which a report about a brownout is of no use any more. */
const reportDays = 7;

/** Whether muting has no effect any more, and both addresses are written to. */
export function isUrgent(now: Date, days: LifecycleDays): boolean {
  return daysLeft(now, days) <= urgentDays;
}

/** All stages that are due, the most urgent first. A stage is due until it is in `sent`. */
export function stagesDue(
  now: Date,
  days: LifecycleDays,
  use: ClientUse,
  course: Course,
): readonly DueStage[] {
  const isMuted = use.mutedUntil !== undefined && use.mutedUntil > now;
  if (isMuted && !isUrgent(now, days)) return [];
  const possible = [
    ...(use.goneAt && isPastSunset(now, days) ? [once('gone')] : []),
    ...(course.isGone ? [] : whileServed(now, days, use, course)),
    ...brownoutReports(now, days, use),
    ...(isDone(now, use) ? [once('clean')] : []),
  ];
  return possible.filter((due) => !isSent(use, due));
}

/** How many calls of the client a brownout has refused. */
export function refusedIn(
  { from, until }: { readonly from: Date; readonly until: Date },
  { interrupted }: Pick<ClientUse, 'interrupted'>,
): number {
  return interrupted
    .filter(({ hour }) => hour >= from && hour < until)
    .reduce((sum, { calls }) => sum + calls, 0);
}

function whileServed(
  now: Date,
  days: LifecycleDays,
  use: ClientUse,
  { withoutBrownouts }: Course,
): readonly DueStage[] {
  return [
    ...countdownAt(now, days, use),
    ...(withoutBrownouts ? [] : brownoutsAhead(now, days, use)),
    ...firstMail(now, days, use),
    ...repeated(now, days, use),
  ];
}

function countdownAt(now: Date, days: LifecycleDays, use: ClientUse): readonly DueStage[] {
  const left = daysLeft(now, days);
  if (left <= 0 || !hasCalled(now, use, quietDays)) return [];
  const nearest = countdown.findLast((day) => left <= day);
  return nearest === undefined ? [] : [once(`t-${nearest}`)];
}

/** From the day before on, so that it can go with the other mail of that day. */
function brownoutsAhead(now: Date, days: LifecycleDays, use: ClientUse): readonly DueStage[] {
  if (!isTold(use) || !hasCalled(now, use, weeklyUntil) || isClean(use)) return [];
  return brownoutsOf(days)
    .filter(({ from }) => now < from && dayNumber(now) >= dayNumber(from) - 1)
    .map(({ from }) => ({ stage: 'brownout_ahead', period: dayOf(from) }));
}

function brownoutReports(now: Date, days: LifecycleDays, use: ClientUse): readonly DueStage[] {
  return brownoutsOf(days)
    .filter(({ until }) => until <= now && now.getTime() < until.getTime() + reportDays * dayMs)
    .filter((window) => refusedIn(window, use) > 0)
    .map(({ from }) => ({ stage: 'brownout_report', period: dayOf(from) }));
}

/** Who came after the deprecation is told as a new user. */
function firstMail(now: Date, { deprecated }: LifecycleDays, use: ClientUse): readonly DueStage[] {
  const isGreeted = use.sent.some(({ stage }) => stage === 'announce' || stage === 'new_user');
  if (isGreeted || !use.firstAt || !hasCalled(now, use, weeklyFrom)) return [];
  return [once(use.firstAt >= startOf(deprecated) ? 'new_user' : 'announce')];
}

function repeated(now: Date, days: LifecycleDays, use: ClientUse): readonly DueStage[] {
  if (!isTold(use) || isClean(use)) return [];
  const left = daysLeft(now, days);
  if (left > weeklyFrom)
    return hasCalled(now, use, 30) && isQuiet(now, use, 30)
      ? [{ stage: 'monthly', period: monthOf(now) }]
      : [];
  if (left <= weeklyUntil) return [];
  return hasCalled(now, use, 14) && isQuiet(now, use, 7) ? [{ stage: 'weekly', period: mondayOf(now) }] : [];
}

/** Whether something was told, and there were no calls for so long. */
function isDone(now: Date, { lastAt, goneAt, sent }: ClientUse): boolean {
  const last = Math.max(lastAt?.getTime() ?? 0, goneAt?.getTime() ?? 0);
  return last > 0 && now.getTime() - last >= quietDays * dayMs && sent.some(({ isDelivered }) => isDelivered);
}

function isTold({ sent }: ClientUse): boolean {
  return sent.some(({ stage, isDelivered }) => isDelivered && (stage === 'announce' || stage === 'new_user'));
}

/** Whether the client was told that it is done, and has not called since then. */
function isClean({ sent, lastAt }: ClientUse): boolean {
  return sent.some(({ stage, madeAt }) => stage === 'clean' && (!lastAt || lastAt <= madeAt));
}

function isSent({ sent }: ClientUse, { stage, period }: DueStage): boolean {
  return sent.some((each) => each.stage === stage && each.period === period);
}

function hasCalled(now: Date, { lastAt }: ClientUse, within: number): boolean {
  return lastAt !== undefined && now.getTime() - lastAt.getTime() < within * dayMs;
}

/** Whether the last mail about it was on a day that is so long ago. */
function isQuiet(now: Date, { sent }: ClientUse, since: number): boolean {
  return sent.every(({ madeAt }) => dayNumber(now) - dayNumber(madeAt) >= since);
}

function once(stage: Stage): DueStage {
  return { stage, period: '' };
}

function daysLeft(now: Date, { sunset }: LifecycleDays): number {
  return sunset === undefined ? Infinity : (startOf(sunset).getTime() - now.getTime()) / dayMs;
}

function dayNumber(moment: Date): number {
  return Math.floor(moment.getTime() / dayMs);
}

/** The day of a moment in UTC, such as `2026-12-01`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function monthOf(moment: Date): string {
  return moment.toISOString().slice(0, 7);
}

/** The first day of its week. */
function mondayOf(moment: Date): string {
  const since = (moment.getUTCDay() + 6) % 7;
  return dayOf(new Date(moment.getTime() - since * dayMs));
}
