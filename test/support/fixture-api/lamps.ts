import { Type } from 'class-transformer';
import { IsInt, IsString } from 'class-validator';
import { reason } from '../../../src/domain/kernel/refusal.js';
import type {
  ContractChange,
  OpenDocument,
} from '../../../src/interface/kernel/declaration/contract-change.js';
import type { Guide } from '../../../src/interface/documentation/discovery/guide.js';
import { html } from '../../../src/interface/documentation/discovery/html.js';
import { DeprecatedField } from '../../../src/interface/kernel/declaration/deprecated-fields.js';
import type { Lifecycle } from '../../../src/interface/kernel/declaration/lifecycle.js';
import { MayBeAbsent } from '../../../src/interface/kernel/shapes/optional-rules.js';
import { created, ok } from '../../../src/interface/kernel/declaration/reply.js';
import { route, type Route } from '../../../src/interface/kernel/declaration/route.js';
import { Example, IsText } from '../../../src/interface/kernel/shapes/text-rules.js';
import type { ApiVersion } from '../../../src/interface/kernel/declaration/version.js';
import { operation } from '../../../src/interface/kernel/declaration/additions.js';
import * as v1 from './v1.js';
import * as v2 from './v2.js';

/** An API of lamps with a history: three minors, a deprecated operation and a deprecated parameter. */
export class ById {
  @Type(() => Number)
  @IsInt()
  @Example(1)
  id!: number;
}

class NewLamp {
  @IsText(1, 100)
  @Example('Lamp')
  name!: string;
}

class Lamp {
  @IsInt()
  @Example(1)
  id!: number;

  @IsString()
  @Example('Lamp')
  name!: string;

  @IsInt()
  @Example(40)
  watts!: number;
}

export const colourless: Lifecycle = {
  id: 'lamps-colour',
  deprecated: '2027-01-01',
  sunset: '2028-02-01',
  guard: 'date',
  whyByDate: 'A lamp asks nobody.',
  successor: { none: 'Lamps have no colour.' },
  guide: '/docs/guides/lamps-colour',
};

class LampQuery {
  @MayBeAbsent()
  @IsString()
  @Example('green')
  @DeprecatedField(colourless)
  colour?: string;
}

const lamp: Lamp = { id: 1, name: 'Lamp', watts: 40 };

const noSuchLamp = reason('not_found', 'lamps.not_found', 'There is no such lamp.');

const operations = ['listLamps', 'getLamp', 'addLamp'];

function each(body: unknown, change: (lamp: Record<string, unknown>) => object): unknown {
  return Array.isArray(body) ? body.map(change) : change(body as Record<string, unknown>);
}

export const watts: ContractChange = {
  id: 'lamps-watts',
  minor: '1.1',
  title: 'A lamp has the field `watts`.',
  why: 'Clients can choose a <bulb>.',
  operations,
  downgradeResponse: ({ body }) => each(body, ({ id, label }) => ({ id, label })),
  downgradeDocument: ({ components: { schemas } }) => {
    delete schemas.Lamp.properties.watts;
    schemas.Lamp.required = schemas.Lamp.required.filter((name: string) => name !== 'watts');
  },
  example: {
    operationId: 'getLamp',
    status: 200,
    after: { id: 1, label: 'Lamp', watts: 40 },
    before: { id: 1, label: 'Lamp' },
  },
};

function renamedInDocument({ components }: OpenDocument): void {
  for (const name of ['Lamp', 'NewLamp']) {
    const schema = components.schemas[name];
    const entries = Object.entries(schema.properties).map(([key, value]) => [
      key === 'name' ? 'label' : key,
      value,
    ]);
    schema.properties = Object.fromEntries(entries);
    schema.required = schema.required.map((key: string) => (key === 'name' ? 'label' : key));
  }
}

export const label: ContractChange = {
  id: 'lamps-label',
  minor: '1.2',
  title: 'The label of a lamp is called its name.',
  why: 'Everything else has a name, too.',
  adds: [operation('dimLamp')],
  operations,
  upgradeRequest: (operationId, { body, ...others }) => {
    if (operationId !== 'addLamp' || typeof body !== 'object' || body === null) return { body, ...others };
    const { label: name, ...rest } = body as { label?: unknown };
    return { ...others, body: { name, ...rest } };
  },
  downgradeResponse: ({ body }) => each(body, ({ id, name, ...rest }) => ({ id, label: name, ...rest })),
  downgradeDocument: renamedInDocument,
  example: {
    operationId: 'getLamp',
    status: 200,
    after: { id: 1, name: 'Lamp', watts: 40 },
    before: { id: 1, label: 'Lamp', watts: 40 },
  },
};

export const version: ApiVersion = {
  ...v1.version,
  title: 'Lamps v1',
  description: 'Lamps.',
  changes: [watts, label],
  refusal: v1.version.refusal,
};

export const guides: readonly Guide[] = [
  { id: 'lamps-burning', title: 'Lamps burn', updated: '2026-11-01', content: html`<p>They do.</p>` },
  { id: 'lamps-colour', title: 'Colours of lamps', updated: '2026-11-02', content: html`<p>They fade.</p>` },
];

const successor = { operationId: 'getBestTool', href: '/v2/tools/best' };

export const burning: Lifecycle = {
  id: 'lamps-burning',
  deprecated: '2026-12-01',
  sunset: '2027-12-01',
  guard: 'date',
  whyByDate: 'A lamp asks nobody.',
  successor,
  guide: '/docs/guides/lamps-burning',
};

export const routes: readonly Route[] = [
  route({
    operationId: 'listLamps',
    method: 'GET',
    path: '/lamps',
    since: '1.0',
    summary: 'List lamps',
    audience: 'anonymous',
    accepts: { query: LampQuery },
    responds: { 200: { listOf: Lamp } },
    headers: { Link: 'The next page.' },
    cache: { seconds: 60, tags: ['lamp'] },
    handle: async () => ok([lamp], { Link: '</v1/lamps?page=2>; rel="next"' }),
  }),
  route({
    operationId: 'getLamp',
    method: 'GET',
    path: '/lamps/:id',
    since: '1.0',
    summary: 'Show a lamp',
    audience: 'anonymous',
    accepts: { path: ById },
    responds: { 200: Lamp },
    refuses: [noSuchLamp],
    handle: async ({ path, tag }) => ok({ ...lamp, id: path.id }, { ETag: tag(path.id) }),
  }),
  route({
    operationId: 'addLamp',
    method: 'POST',
    path: '/lamps',
    since: '1.0',
    summary: 'Add a lamp',
    audience: 'anonymous',
    accepts: { body: NewLamp },
    responds: { 201: Lamp },
    handle: async ({ body }) => created({ ...lamp, name: body.name }, '/v1/lamps/1'),
  }),
  route({
    operationId: 'showBurning',
    method: 'GET',
    path: '/lamps/:id/burning',
    since: '1.0',
    summary: 'Show whether a lamp burns',
    audience: 'anonymous',
    accepts: { path: ById },
    responds: { 200: Lamp },
    lifecycle: burning,
    handle: async () => ok(lamp),
  }),
  route({
    operationId: 'dimLamp',
    method: 'PUT',
    path: '/lamps/:id/dimming',
    since: '1.2',
    summary: 'Dim a lamp',
    audience: 'patron',
    accepts: { path: ById },
    responds: { 200: Lamp },
    handle: async () => ok(lamp),
  }),
];

/** The second version, which has the successors of the first. */
export const second = { version: v2.version, routes: v2.routes };
