import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { downgradeResponse, upgradeRequest, type ContractChange } from '../declaration/contract-change.js';
import type { Accepts, RawInput, Route } from '../declaration/route.js';
import type { Checked } from '../input/validate.js';
import type { ApiVersion } from '../declaration/version.js';
import type { Wording } from '../errors/sentences.js';
import type { AddedCode } from '../declaration/additions.js';
import { laterOf, laterThan, type Later } from './later.js';
import { loweringOf, type Lower } from './lowering.js';

/** A route as a minor has it: without what later minors have added to its requests, its answers and its refusals. */
export function routeBefore(route: Route, { additions, shapes }: Later): Route {
  if (additions.length === 0) return route;
  const codes = new Set(codesOf(route, additions).map(({ reason }) => reason.code));
  const { accepts, responds, refuses } = route;
  const answers = Object.entries(responds).map(([status, content]) => {
    if (typeof content === 'function') return [status, shapes.of(content)] as const;
    return [status, 'listOf' in content ? { listOf: shapes.of(content.listOf) } : content] as const;
  });
  return {
    ...route,
    ...(accepts && { accepts: acceptsBefore(accepts, shapes) }),
    responds: Object.fromEntries(answers),
    ...(refuses && { refuses: refuses.filter(({ code }) => !codes.has(code)) }),
  };
}

function acceptsBefore(accepts: Accepts, shapes: Later['shapes']): Accepts {
  const { path, query, body, form } = accepts;
  return {
    ...accepts,
    ...(path && { path: shapes.of(path) }),
    ...(query && { query: shapes.of(query) }),
    ...(body && { body: shapes.of(body) }),
    ...(form && { form: shapes.of(form) }),
  };
}

/** The codes among these additions that a route can answer. */
export function codesOf(
  { operationId, refuses = [] }: Pick<Route, 'operationId' | 'refuses'>,
  additions: Later['additions'],
): AddedCode[] {
  return additions
    .filter((each) => each.adds === 'code')
    .filter(
      ({ reason, operations }) =>
        operations?.includes(operationId) ?? refuses.some(({ code }) => code === reason.code),
    );
}

/** New code → the reason that stands for it. That reason may be new, too, and have a stand-in of its own. */
function standInsOf(codes: readonly AddedCode[]): ReadonlyMap<string, RefusalReason> {
  const direct = new Map<string, RefusalReason>(codes.map(({ reason, standIn }) => [reason.code, standIn]));
  const last = (reason: RefusalReason): RefusalReason => {
    const standIn = direct.get(reason.code);
    return standIn ? last(standIn) : reason;
  };
  return new Map([...direct].map(([code, standIn]) => [code, last(standIn)]));
}

/** A route in one minor: what it accepts there, and how requests and answers are converted. */
export class MinorForm {
  /** What requests are checked against. */
  readonly accepts: Accepts | undefined;
  private readonly hasOwnShapes: boolean;
  private readonly changes: readonly ContractChange[];
  private readonly standIns: ReadonlyMap<string, RefusalReason>;
  private readonly lowerings: ReadonlyMap<number, Lower>;
  /** Whether the entity tag depends on the revision alone. */
  readonly hasPlainTag: boolean;

  /** @param later what came after the minor */
  constructor(
    { refusal }: ApiVersion,
    private readonly route: Route,
    private readonly later: Later,
  ) {
    const { accepts, responds } = route;
    const { additions, shapes } = later;
    this.changes = later.changes.filter((change) => change.operations?.includes(route.operationId));
    this.accepts = accepts && acceptsBefore(accepts, shapes);
    this.hasOwnShapes = !isSame(accepts, this.accepts);
    this.standIns = standInsOf(codesOf(route, additions));
    const losses = { additions, standIns: this.standIns, reasonForm: refusal.reason };
    const lowerings = Object.entries(responds).flatMap(([status, content]) => {
      const lower = loweringOf(content, losses);
      return lower ? [[Number(status), lower] as const] : [];
    });
    this.lowerings = new Map(lowerings);
    this.hasPlainTag = additions.some(
      (each) => each.adds === 'tag part' && each.operations.includes(route.operationId),
    );
  }

  /** Whether it differs from the newest form at all. */
  get hasChanged(): boolean {
    const { changes, standIns, lowerings } = this;
    return this.hasOwnShapes || this.hasPlainTag || changes.length + standIns.size + lowerings.size > 0;
  }

  /** What the change modules make of a request. It is checked after that. */
  upgradeRequest(request: RawInput): RawInput {
    return upgradeRequest(this.route.operationId, request, this.changes);
  }

  /** A checked request with the shapes and defaults of the newest minor. */
  asNewest(checked: Checked): Checked {
    if (!this.hasOwnShapes) return checked;
    const { path, query, body, form, files } = checked;
    const [newPath, newQuery, newBody, newForm] = this.later.shapes.asNewest([path, query, body, form]);
    return { path: newPath, query: newQuery, body: newBody, form: newForm, files };
  }

  /** The body of a success: first without what the lists of the changes name, then as their functions say. */
  downgradeResponse(status: number, body: unknown, wording: Wording): unknown {
    const lowered = this.lowerings.get(status)?.(body, wording) ?? body;
    const { operationId } = this.route;
    return downgradeResponse({ operationId, status, body: lowered }, this.changes);
  }

  /** A refusal with the reasons that stand for those that came later, each once. */
  downgradeRefusal(refusal: Refusal): Refusal {
    const { standIns } = this;
    if (!refusal.reasons.some(({ code }) => standIns.has(code))) return refusal;
    const told = refusal.reasons.map((reason) => standIns.get(reason.code) ?? reason);
    const codes = told.map(({ code }) => code);
    const [first = told[0], ...others] = told.filter(({ code }, at) => codes.indexOf(code) === at);
    const { fields, parameters, cause } = refusal;
    return new Refusal(first ? [first, ...others] : refusal.reasons, fields, {
      parameters: [...parameters],
      ...(cause !== undefined && { cause }),
    });
  }
}

function isSame(accepts: Accepts = {}, before: Accepts = {}): boolean {
  return (['path', 'query', 'body', 'form'] as const).every((part) => accepts[part] === before[part]);
}

/**
 * The forms of a route in all minors. Each is found at its first request. Undefined where the route is as in the newest
 * minor, which costs nothing.
 */
export function minorForms(version: ApiVersion, route: Route): (minor: string) => MinorForm | undefined {
  const found = new Map<string, MinorForm | undefined>();
  const find = (minor: string): MinorForm | undefined => {
    const form = new MinorForm(version, route, laterThan(version, minor));
    const changed = form.hasChanged ? form : undefined;
    found.set(minor, changed);
    return changed;
  };
  return (minor) => (found.has(minor) ? found.get(minor) : find(minor));
}

const refusalLowerings = new WeakMap<Later, Lower>();

/** How to remove the fields from a refusal that came after a minor. */
export function refusalLowering(version: ApiVersion, minor: string): Lower {
  const later = laterThan(version, minor);
  const losses = { additions: later.additions, standIns: new Map(), reasonForm: undefined };
  const lower = refusalLowerings.get(later) ?? loweringOf(version.refusal.shape, losses) ?? unchanged;
  refusalLowerings.set(later, lower);
  return lower;
}

function unchanged(body: unknown): unknown {
  return body;
}

/** All operations that a change alters or adds: those that it names, and those with a shape or a code in its list. */
export function operationsOf(change: ContractChange, routes: readonly Route[]): string[] {
  const { adds = [], operations = [] } = change;
  const later = laterOf([change]);
  const added = adds.filter((each) => each.adds === 'operation').map(({ operationId }) => operationId);
  const touched = routes.filter((route) => hasChanged(route, later)).map(({ operationId }) => operationId);
  return [...new Set([...operations, ...added, ...touched])];
}

function hasChanged(route: Route, later: Later): boolean {
  const shapesOf = ({ accepts = {}, responds }: Route) => [
    ...Object.values(accepts),
    ...Object.values(responds).map((content) => ('listOf' in content ? content.listOf : content)),
  ];
  const before = shapesOf(routeBefore(route, later));
  return (
    codesOf(route, later.additions).length > 0 || shapesOf(route).some((shape, at) => shape !== before[at])
  );
}
