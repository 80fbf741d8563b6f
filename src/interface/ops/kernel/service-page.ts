import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import { EffectiveSettings } from '../../../application/kernel/operations/effective-settings.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { ServedVersions } from '../../kernel/declaration/version.js';
import { HttpSettings } from '../../kernel/settings.js';
import type { ConsolePage, Glance } from './console/console-page.js';
import { badge, count, table } from './console/parts.js';
import { limitsInForce } from './limits-in-force.js';
import { servedMajors } from './served-majors.js';
import type { LimitInForce, ServedMajor } from './service-shapes.js';

/** How the service was set up: versions, limits and settings. */
@injectable()
export class ServicePage implements ConsolePage {
  readonly path = 'service';
  readonly title = 'Service';
  readonly place = 60;

  constructor(
    @inject(HttpSettings) private readonly http: HttpSettings,
    @inject(ServedVersions) private readonly served: ServedVersions,
    @inject(EffectiveSettings) private readonly settings: EffectiveSettings,
    @inject(LifecycleStates) private readonly lifecycles: LifecycleStates,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async content(): Promise<Html> {
    const { name, version, commit } = this.http.release;
    return html`<p>${name} ${version}, commit <code>${commit}</code></p>
      <h2>Versions</h2>
      ${versionTable(servedMajors(this.served, { now: this.clock.now(), lifecycles: this.lifecycles }))}
      <h2>Limits</h2>
      ${limitTable(limitsInForce(this.http.limits))}
      <h2>Settings of this process</h2>
      <p class="soft">Secrets are masked. Unset variables are left out.</p>
      ${settingTable(Object.entries(this.settings).filter(([, value]) => value !== ''))}`;
  }

  async glances(): Promise<readonly Glance[]> {
    const majors = servedMajors(this.served, { now: this.clock.now(), lifecycles: this.lifecycles });
    const deprecations = majors.reduce((sum, major) => sum + major.deprecations, 0);
    return [
      {
        title: 'Versions',
        health: 'good',
        value: majors.map(({ version, state }) => `${version} ${state}`).join(', '),
        note: `Deprecated operations and parts: ${deprecations}`,
      },
    ];
  }
}

function versionTable(majors: readonly ServedMajor[]): Html {
  const rows = majors.flatMap((major) => major.minors.map((minor) => ({ major, minor })));
  type Row = (typeof rows)[number];
  return table('Minors of each major', columnsOfVersions<Row>(), rows);
}

function columnsOfVersions<Row extends { major: ServedMajor; minor: ServedMajor['minors'][number] }>() {
  return [
    { title: 'Minor', cell: ({ minor }: Row) => html`<strong>${minor.minor}</strong>` },
    {
      title: 'State of the major',
      cell: ({ major }: Row) => badge(major.state === 'active' ? 'good' : 'look', major.state),
    },
    { title: 'Released', cell: ({ minor }: Row) => minor.released ?? 'draft' },
    { title: 'Changes', cell: ({ minor }: Row) => minor.changes, isNumber: true as const },
  ];
}

function limitTable(limits: readonly LimitInForce[]): Html {
  return table(
    'Limits of callers',
    [
      { title: 'Policy', cell: ({ policy }: LimitInForce) => html`<code>${policy}</code>` },
      { title: 'At most', cell: ({ points }: LimitInForce) => count(points), isNumber: true },
      { title: 'In seconds', cell: ({ seconds }: LimitInForce) => count(seconds), isNumber: true },
      { title: 'What counts', cell: ({ counts }: LimitInForce) => counts },
    ],
    limits,
  );
}

function settingTable(settings: readonly (readonly [string, string])[]): Html {
  return table(
    'Settings of this process',
    [
      { title: 'Variable', cell: ([name]: readonly [string, string]) => html`<code>${name}</code>` },
      { title: 'Value', cell: ([, value]: readonly [string, string]) => html`<code>${value}</code>` },
    ],
    settings,
  );
}
