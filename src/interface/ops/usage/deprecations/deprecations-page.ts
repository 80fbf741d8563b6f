import type { Context } from 'koa';
import { inject, injectable } from 'tsyringe';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import { everything } from '../../../../application/usage/lifecycle/decisions.js';
import { Clock } from '../../../../application/kernel/clock.js';
import { EndsOfLife, type EndOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { callsInWords } from '../../../../application/usage/counting/calls-in-words.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ConsolePage, Glance, Health } from '../../kernel/console/console-page.js';
import { badge, count, moment, table } from '../../kernel/console/parts.js';
import type { FormFields } from '../../../kernel/pages/form-fields.js';
import { doneNote } from '../../kernel/console/change-form.js';
import { formOfAll, formsOf } from './change-forms.js';
import { DeprecationChanges, doneWords } from './deprecation-changes.js';
import type { Caller, PlannedBrownout } from './deprecation-shapes.js';
import { callersOf, plannedBrownouts, presentEnd, sayObstacle } from './present-end.js';

const healthOf: Readonly<Record<EndOfLife['state'], Health>> = {
  active: 'good',
  announced: 'good',
  deprecated: 'good',
  brownout: 'look',
  held: 'bad',
  gone: 'good',
};

/** What is deprecated, who still calls it, what is held, and the brownouts to come. */
@injectable()
export class DeprecationsPage implements ConsolePage {
  readonly path = 'deprecations';
  readonly title = 'Deprecations';
  readonly place = 30;

  constructor(
    @inject(EndsOfLife) private readonly ends: EndsOfLife,
    @inject(DeprecationChanges) private readonly changes: DeprecationChanges,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(ctx: Context): Promise<Html> {
    const now = this.clock.now();
    const ends = await this.ends.list();
    if (ends.length === 0) return html`<p class="none">Nothing is deprecated.</p>`;
    const areOff = ends.some(({ switches }) =>
      switches.some(({ lifecycleId, kind }) => lifecycleId === everything && kind === 'no_brownouts'),
    );
    return html`${doneNote(ctx, doneWords)} ${ends.map((end) => section(end, now))}
      <h2 id="brownouts">Brownouts to come</h2>
      ${brownoutTable(plannedBrownouts(ends), now)} ${formOfAll(areOff)}`;
  }

  submit(fields: FormFields, visitor: SignedIn): Promise<string> {
    return this.changes.submit(fields, visitor);
  }

  async glances(): Promise<readonly Glance[]> {
    const ends = await this.ends.list();
    const held = ends.filter(({ state }) => state === 'held');
    const called = ends.filter((end) => callersOf(end).some((caller) => caller.class === 'external'));
    return [
      {
        title: 'Sunsets',
        health: held.length > 0 ? 'bad' : 'good',
        value: held.length > 0 ? `${held.length} held` : 'None held',
        note:
          held.length > 0
            ? held.map(({ lifecycle }) => lifecycle.id).join(', ')
            : `Deprecations: ${ends.length}`,
      },
      {
        title: 'Deprecated calls',
        health: called.length > 0 ? 'look' : 'good',
        value: `${called.length} of ${ends.length} still called`,
        note: 'By clients, in 30 days',
      },
    ];
  }
}

function section(end: EndOfLife, now: Date): Html {
  const { lifecycle, state, since, obstacles, facts, switches } = end;
  const { what, sunset } = presentEnd(end);
  return html`<section id="${lifecycle.id}">
    <h2>${lifecycle.id} ${badge(healthOf[state], state)}</h2>
    <p>
      ${what.map((each) => html`<code>${each}</code> `)}<br />
      Deprecated from ${lifecycle.deprecated}, ${sunset === null ? 'without a sunset' : `sunset ${sunset}`}.
      ${since === null ? '' : html`In this state since ${moment(since, now)}.`}
      <a href="${lifecycle.guide}">Guide</a>
    </p>
    ${
      obstacles.length === 0
        ? ''
        : html`<p>Held by:</p>
            <ul>
              ${obstacles.map((obstacle) => html`<li>${sayObstacle(obstacle)}</li>`)}
            </ul>`
    }
    ${switches.map((each) => html`<p>${badge('look', switchWords[each.kind])} ${saySwitch(each, now)}</p>`)}
    ${callerTable(lifecycle.id, callersOf(end), now)}
    <p class="soft">${sayAnonymous(facts.anonymous)}</p>
    ${formsOf(end)}
  </section>`;
}

const switchWords = { hold: 'held by operators', no_brownouts: 'no brownouts' } as const;

function saySwitch({ lifecycleId, reason, at }: EndOfLife['switches'][number], now: Date): Html {
  const whose = lifecycleId === everything ? ' for all' : '';
  return html`${reason} <span class="soft">switched${whose}</span> ${moment(at, now)}`;
}

function sayAnonymous({ calls, confirmed }: EndOfLife['facts']['anonymous']): string {
  if (calls === 0) return 'No calls without a token in 30 days.';
  const unseen =
    calls > confirmed
      ? `, ${confirmed === 0 ? 'none' : count(confirmed)} of them confirmed`
      : ', all confirmed';
  return `${callsInWords(calls, count(calls))} without a token in 30 days${unseen}.`;
}

function callerTable(id: string, callers: readonly Caller[], now: Date): Html {
  return table(
    `Callers of ${id} in 30 days`,
    [
      {
        title: 'Client',
        cell: ({ consumer, name }: Caller) => html`<a href="/ops/clients?client=${consumer}">${name}</a>`,
      },
      { title: 'Class', cell: (caller: Caller) => caller.class },
      { title: 'Calls', cell: ({ calls }: Caller) => count(calls), isNumber: true },
      { title: 'Last call', cell: ({ lastAt }: Caller) => moment(new Date(lastAt), now) },
      {
        title: 'Told',
        cell: ({ toldAt }: Caller) =>
          toldAt === null ? badge('look', 'not told') : moment(new Date(toldAt), now),
      },
      { title: 'Consent', cell: (caller: Caller) => consentOf(caller) },
    ],
    callers,
  );
}

function consentOf({ consented, extendedUntil }: Caller): string | Html {
  if (consented) return badge('good', 'given');
  return extendedUntil === null ? '' : badge('look', `put off until ${extendedUntil.slice(0, 10)}`);
}

function brownoutTable(brownouts: readonly PlannedBrownout[], now: Date): Html {
  return table(
    'Brownouts to come',
    [
      { title: 'Deprecation', cell: ({ deprecation }: PlannedBrownout) => html`<code>${deprecation}</code>` },
      { title: 'From', cell: ({ from }: PlannedBrownout) => moment(new Date(from), now) },
      { title: 'Until', cell: ({ until }: PlannedBrownout) => moment(new Date(until), now) },
      {
        title: 'State',
        cell: ({ switchedOff }: PlannedBrownout) =>
          switchedOff ? badge('look', 'switched off') : badge('good', 'planned'),
      },
    ],
    brownouts,
  );
}
