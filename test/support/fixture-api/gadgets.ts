import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { reason, Refusal, type RefusalReason } from '../../../src/domain/kernel/refusal.js';
import type { ContractChange } from '../../../src/interface/kernel/declaration/contract-change.js';
import { created, noContent, ok } from '../../../src/interface/kernel/declaration/reply.js';
import { nothing, route, type Route } from '../../../src/interface/kernel/declaration/route.js';
import type { ApiVersion, MountedVersion } from '../../../src/interface/kernel/declaration/version.js';
import { MayBeAbsent } from '../../../src/interface/kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../../src/interface/kernel/shapes/text-rules.js';
import {
  code,
  fields,
  operation,
  tagPart,
  values,
} from '../../../src/interface/kernel/declaration/additions.js';
import { OpenEnum } from '../../../src/interface/kernel/minors/open-enum.js';
import * as v1 from './v1.js';

const noSuchGadget = reason('not_found', 'gadgets.not_found', 'There is no such gadget.');
const taken = reason('conflict', 'gadgets.taken', 'The gadget is taken.', { overridableBy: 'librarian' });
const reserved = reason('conflict', 'gadgets.reserved', 'The gadget is reserved.', { overridableBy: null });

/** The shapes of the gadgets, before and after they have grown. The classes have the same names. */
function shapesOf(grown: boolean) {
  class Part {
    @IsString()
    @Example('blade')
    name!: string;
  }

  class Gadget {
    @IsString()
    @Example('saw')
    id!: string;

    @OpenEnum()
    @IsIn(grown ? ['in', 'out', 'repair'] : ['in', 'out'])
    @Example('in')
    state!: string;

    @IsArray()
    @ValidateNested({ each: true })
    @Type(() => Part)
    parts!: Part[];
  }

  class GadgetPage {
    @IsArray()
    @ValidateNested({ each: true })
    @Type(() => Gadget)
    data!: Gadget[];
  }

  class NewGadget {
    @IsText(1, 20)
    @Example('Saw')
    name!: string;

    @MayBeAbsent()
    @IsIn(grown ? ['hand', 'power'] : ['hand'])
    @Example('hand')
    kind?: string;
  }

  class GadgetQuery {
    @MayBeAbsent()
    @IsIn(grown ? ['id', 'price'] : ['id'])
    @Example('id')
    sort?: string;
  }

  class ById {
    @IsString()
    @Example('saw')
    id!: string;
  }

  class Reason {
    @IsString()
    @Example('gadgets.taken')
    code!: string;
  }

  class Check {
    @IsArray()
    @ValidateNested({ each: true })
    @Type(() => Reason)
    @Example([])
    reasons!: Reason[];
  }
  if (grown) {
    add(Part, 'weight', 7);
    add(Gadget, 'price', 40);
    add(NewGadget, 'price', 40);
    add(GadgetQuery, 'cheap', 'yes');
    MayBeAbsent()(NewGadget.prototype, 'price');
    MayBeAbsent()(GadgetQuery.prototype, 'cheap');
  }
  return { Part, Gadget, GadgetPage, NewGadget, GadgetQuery, ById, Reason, Check };
}

function add(shape: Function, name: string, example: number | string): void {
  (typeof example === 'number' ? IsInt() : IsString())(shape.prototype as object, name);
  Example(example)(shape.prototype as object, name);
}

type Shapes = ReturnType<typeof shapesOf>;

function growth({ Part, Gadget, NewGadget, GadgetQuery }: Shapes): ContractChange {
  const named = (name: string) => name as never;
  return {
    id: 'gadgets-grow',
    minor: '1.1',
    title: 'Gadgets grow.',
    why: 'Everything does.',
    adds: [
      fields(Part, named('weight')),
      fields(Gadget, named('price')),
      fields(NewGadget, named('price')),
      fields(GadgetQuery, named('cheap')),
      values(Gadget, 'state', { repair: 'out' }),
      values(NewGadget, 'kind', ['power']),
      values(GadgetQuery, 'sort', ['price']),
      code(reserved, taken),
      operation('listPopularGadgets'),
      operation('removeGadget'),
      tagPart('getGadget'),
    ],
  };
}

const presentReason = ({ code: of }: RefusalReason) => ({ code: of });

/** An API of gadgets with one minor, or with a second one that adds something of every kind. */
export function gadgets(grown: boolean, more: Partial<ApiVersion> = {}): MountedVersion {
  const shapes = shapesOf(grown);
  const version: ApiVersion = {
    ...v1.version,
    changes: grown ? [growth(shapes)] : [],
    refusal: {
      ...v1.version.refusal,
      present: (refusal, ...rest) => ({
        ...v1.version.refusal.present(refusal, ...rest),
        reasons: refusal.reasons.map(presentReason),
      }),
      reason: { shape: shapes.Reason, present: presentReason },
    },
    ...more,
  };
  return { version, routes: routesOf(shapes, grown) };
}

function routesOf(
  { Gadget, GadgetPage, NewGadget, GadgetQuery, ById, Check }: Shapes,
  grown: boolean,
): Route[] {
  const gadget = (id: string) => ({
    id,
    ...(grown && { price: 40 }),
    state: id === 'broken' ? (grown ? 'repair' : 'out') : 'in',
    parts: [{ name: 'blade', ...(grown && { weight: 7 }) }],
  });
  const why = grown ? reserved : taken;
  const shared = { since: '1.0', audience: 'anonymous' } as const;
  const list = route({
    ...shared,
    operationId: 'listGadgets',
    method: 'GET',
    path: '/gadgets',
    summary: 'List gadgets',
    accepts: { query: GadgetQuery },
    responds: { 200: GadgetPage },
    cache: { seconds: 60, tags: ['gadget'] },
    handle: async ({ query, url }) =>
      ok(
        { data: [gadget('saw'), gadget(query.sort ?? 'broken')] },
        { Link: `<${url.pathname}${url.search}>` },
      ),
  });
  const show = route({
    ...shared,
    operationId: 'getGadget',
    method: 'GET',
    path: '/gadgets/:id',
    summary: 'Show a gadget',
    accepts: { path: ById },
    responds: { 200: Gadget },
    refuses: grown ? [noSuchGadget, taken, reserved] : [noSuchGadget, taken],
    handle: async ({ path, tag }) => {
      if (path.id === 'lent') throw new Refusal(grown ? [reserved, taken] : taken);
      if (!['saw', 'broken'].includes(path.id)) throw new Refusal(noSuchGadget);
      return ok(gadget(path.id), { ETag: grown ? tag(1, '40') : tag(1) });
    },
  });
  const check = route({
    ...shared,
    operationId: 'checkGadget',
    method: 'GET',
    path: '/gadgets/:id/check',
    summary: 'Check a gadget',
    accepts: { path: ById },
    responds: { 200: Check },
    refuses: grown ? [taken, reserved] : [taken],
    handle: async () => ok({ reasons: [why, ...(grown ? [taken] : [])].map(presentReason) }),
  });
  const make = route({
    ...shared,
    operationId: 'addGadget',
    method: 'POST',
    path: '/gadgets',
    summary: 'Add a gadget',
    accepts: { body: NewGadget },
    responds: { 201: Gadget },
    handle: async ({ body }) => created(gadget(body.name), `/v1/gadgets/${body.name}`),
  });
  return [list, show, check, make, ...(grown ? laterRoutes(GadgetPage, ById) : [])];
}

function laterRoutes(page: Shapes['GadgetPage'], byId: Shapes['ById']): Route[] {
  return [
    route({
      operationId: 'listPopularGadgets',
      method: 'GET',
      path: '/gadgets/popular',
      since: '1.1',
      summary: 'List popular gadgets',
      audience: 'librarian',
      responds: { 200: page },
      handle: async () => ok({ data: [] }),
    }),
    route({
      operationId: 'removeGadget',
      method: 'DELETE',
      path: '/gadgets/:id',
      since: '1.1',
      summary: 'Remove a gadget',
      audience: 'anonymous',
      accepts: { path: byId },
      responds: { 204: nothing },
      handle: async () => noContent(),
    }),
  ];
}
