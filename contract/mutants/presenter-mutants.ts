import type { Service } from '../../src/composition/start/bootstrap.js';
import type { ContractChange } from '../../src/interface/kernel/declaration/contract-change.js';
import { isOf } from '../../src/interface/kernel/declaration/additions.js';
import type { Reply } from '../../src/interface/kernel/declaration/reply.js';
import type { Route } from '../../src/interface/kernel/declaration/route.js';
import type { ApiVersion } from '../../src/interface/kernel/declaration/version.js';
import type { Conversation, Matches } from '../conversations/conversation.js';
import { coveredBy } from '../conversations/coverage.js';
import { mask } from '../conversations/judge.js';
import { replay } from '../conversations/replay.js';
import type { Tamper } from '../conversations/stage.js';
import type { MajorContract } from '../documents.js';
import { operationsOf } from '../../src/interface/kernel/minors/minor-form.js';
import { answerShapesIn } from '../../src/interface/kernel/minors/shapes-in.js';
import { optionalityOf } from '../../src/interface/kernel/shapes/optional-rules.js';
import type { Shape } from '../../src/interface/kernel/shapes/shape.js';
import { asNode } from '../differ/node.js';
import { defects, type Defect } from './defects.js';

/** A service in which one presenter or change module has a defect. */
export interface PresenterMutant {
  readonly title: string;
  readonly tamper: Tamper;
  /** At least one of these conversations must find the defect. */
  readonly conversations: readonly Conversation[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Whether a replay finds the mutant. Stops at the first conversation that does. */
export async function isNoticed({ conversations, tamper }: PresenterMutant): Promise<boolean> {
  for (const conversation of conversations) {
    if ((await replay(conversation, tamper)).length > 0) return true;
  }
  return false;
}

/**
 * Makes the mutants of a major: one defect in the presenter of each operation, several in the presenter of refusals,
 * and three in each change module.
 */
export function presenterMutants(
  major: MajorContract,
  conversations: readonly Conversation[],
): PresenterMutant[] {
  const { mounted, name } = major;
  return [
    ...operationMutants(major, conversations),
    ...defects
      .filter(({ ofRefusals }) => ofRefusals)
      .map((defect) => refusalMutant(name, defect, conversations)),
    ...mounted.version.changes.flatMap((change) => changeMutants(name, change, major, conversations)),
  ];
}

function operationMutants(major: MajorContract, conversations: readonly Conversation[]): PresenterMutant[] {
  let turn = 0;
  return major.mounted.routes.flatMap(({ operationId }) => {
    const about = thoseAbout(operationId, major, conversations);
    const fitting = defects.filter((defect) =>
      about.some((each) => isVisible(defect, operationId, each, major)),
    );
    const defect = fitting[turn++ % fitting.length];
    if (!defect) return [];
    const tamper = inRoute(major.name, operationId, (reply) => ({ ...reply, ...defect.of(reply) }));
    return [{ title: `${major.name} ${operationId}: ${defect.title}`, tamper, conversations: about }];
  });
}

/**
 * Conversations in which the operation succeeds, those of the first minor first, and the shortest of them. A later minor
 * shows what the change modules remove from answers of the first one.
 */
function thoseAbout(
  operationId: string,
  { mounted, minors }: MajorContract,
  conversations: readonly Conversation[],
): Conversation[] {
  const document = minors.at(-1)?.document ?? {};
  const isLater = ({ minor }: Conversation) => Number(minor !== mounted.version.baseline);
  return conversations
    .filter((each) =>
      [...coveredBy([each], document)].some((way) => new RegExp(`^${operationId} 2\\d\\d$`).test(way)),
    )
    .toSorted((a, b) => isLater(a) - isLater(b) || a.steps.length - b.steps.length);
}

/** Whether the defect changes any answer of the conversation. */
function isVisible(
  defect: Defect,
  operationId: string,
  conversation: Conversation,
  { minors }: MajorContract,
): boolean {
  const document = minors.at(-1)?.document ?? {};
  return conversation.steps.some((step) => {
    const { status, body, match = {} } = step.expect;
    const isIts = coveredBy([{ ...conversation, steps: [step] }], document).has(`${operationId} ${status}`);
    if (!isIts || '$' in match || typeof body !== 'object') return false;
    const { status: other, body: altered } = { status, body, ...defect.of({ status, body, headers: {} }) };
    return other !== status || JSON.stringify(mask(altered, freeIn(match))) !== JSON.stringify(body);
  });
}

/** The paths at which a conversation takes any value, or any text. */
function freeIn(match: Matches): string[] {
  const free = Object.entries(match).filter(([, kind]) => ['any', 'whatever', 'text'].includes(kind));
  return free.map(([path]) => path).filter((path) => !path.startsWith('$header.'));
}

/** Changes what the handler of one operation returns, before it is processed further. */
function inRoute(
  name: string,
  operationId: string,
  alter: (reply: Reply<number, unknown>) => Reply<number, unknown>,
): Tamper {
  return (service) => {
    const route = mountedIn(service, name).routes.find((each) => each.operationId === operationId);
    if (!route) throw new Error(`${name} has no operation ${operationId}`);
    const handle = route.handle.bind(route);
    (route as Writable<Route>).handle = async (input) => alter(await handle(input));
  };
}

function refusalMutant(
  name: string,
  defect: Defect,
  conversations: readonly Conversation[],
): PresenterMutant {
  const tamper: Tamper = (service) => {
    const refusal = mountedIn(service, name).version.refusal as Writable<ApiVersion['refusal']>;
    const present = refusal.present.bind(refusal);
    refusal.present = (...told) =>
      defect.of({ status: 400, body: present(...told), headers: {} }).body as object;
  };
  const refused = conversations.filter(({ steps }) => steps.some(({ expect }) => expect.status >= 400));
  return {
    title: `${name} refusals: ${defect.title}`,
    tamper: restoring(name, tamper),
    conversations: refused,
  };
}

/** The presenter of refusals is shared by all services of the process. Each mutant therefore changes a copy. */
function restoring(name: string, tamper: Tamper): Tamper {
  return (service) => {
    const version = mountedIn(service, name).version as Writable<ApiVersion>;
    version.refusal = { ...version.refusal };
    tamper(service);
  };
}

/** None for a change that brings only operations: there is no older answer that it could spoil. */
function changeMutants(
  name: string,
  change: ContractChange,
  { mounted, minors }: MajorContract,
  conversations: readonly Conversation[],
): PresenterMutant[] {
  const { id, minor } = change;
  const touched = operationsOf(change, mounted.routes);
  const isBefore = (each: string) => indexOf(minors, each) < indexOf(minors, minor);
  const spoiled = mounted.routes.filter(
    ({ operationId, since }) => touched.includes(operationId) && isBefore(since),
  );
  if (spoiled.length === 0) return [];
  const older = conversations.filter((each) => isBefore(each.minor));
  const planted = (
    title: string,
    alter: (change: ContractChange) => Partial<ContractChange>,
  ): PresenterMutant => ({
    title: `${name} change ${id}: ${title}`,
    tamper: inChange(name, id, alter),
    conversations: older,
  });
  return [
    ...(isAlwaysSeen(change, answerShapesIn(spoiled, mounted.version))
      ? [planted('answers are not downgraded', () => ({ adds: [], downgradeResponse: ({ body }) => body }))]
      : []),
    planted('downgraded answers lose a field', (whole) => ({
      downgradeResponse: (answer) => firstKeyGone(whole.downgradeResponse?.(answer) ?? answer.body),
    })),
    planted('downgraded answers are null', () => ({ downgradeResponse: () => null })),
  ];
}

/**
 * Whether answers show it without being asked. Whether the rest is listed, the documents tell: see
 * `addition-mutants.ts`.
 */
function isAlwaysSeen(change: ContractChange, answers: readonly Shape[]): boolean {
  const added = (change.adds ?? []).filter((each) => each.adds === 'fields');
  const isShown = (shape: Shape, name: string) => !optionalityOf(shape, name).mayBeAbsent;
  return (
    'downgradeResponse' in change ||
    added.some((each) =>
      answers.some((shape) => isOf(shape, each) && each.names.some((name) => isShown(shape, name))),
    )
  );
}

function inChange(
  name: string,
  id: string,
  alter: (change: ContractChange) => Partial<ContractChange>,
): Tamper {
  return (service) => {
    const { version, routes } = mountedIn(service, name);
    (version as Writable<ApiVersion>).changes = version.changes.map((change) =>
      change.id === id ? { ...change, operations: operationsOf(change, routes), ...alter(change) } : change,
    );
  };
}

function firstKeyGone(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(firstKeyGone);
  return Object.fromEntries(Object.entries(asNode(body)).slice(1));
}

function mountedIn(service: Service, name: string): Service['versions'][number] {
  const mounted = service.versions.find(({ version }) => `v${version.major}` === name);
  if (!mounted) throw new Error(`There is no ${name}`);
  return mounted;
}

function indexOf(minors: MajorContract['minors'], minor: string): number {
  return minors.findIndex((each) => each.minor === minor);
}
