import type { Schema } from '../openapi/schemas/schema.js';
import type { Contract, DocumentedOperation, DocumentedParameter } from './contract.js';
import { commonCode, exchangeOf, operationIn, type Difference, type Row } from './difference.js';
import { majorGuidePath } from './guide-address.js';
import type { Step, Topic, WholeSuccession } from './succession.js';

/**
 * All differences between a contract and one of the next major: one for each operation of the older one, for each of
 * its shapes and for each topic, and one for each operation that is only in the newer one.
 */
export function majorDifferences(
  older: Contract,
  newer: Contract,
  succession: WholeSuccession,
): readonly Difference[] {
  return new MajorDifferences(older, newer, succession).all();
}

/** A field or parameter of a major, and what stands for it in the next one. */
interface Resolved {
  readonly to: string | undefined;
  readonly note: string;
}

export class MajorDifferences {
  private readonly guide: string;

  constructor(
    private readonly older: Contract,
    private readonly newer: Contract,
    private readonly succession: WholeSuccession,
  ) {
    this.guide = majorGuidePath(older.minor, newer.minor);
  }

  all(): Difference[] {
    return [
      ...this.succession.topics.map((topic) => this.ofTopic(topic)),
      ...[...this.older.operations.values()].map((operation) => this.ofOperation(operation)),
      ...this.shapes().map((shape) => this.ofShape(shape)),
      ...this.additions(),
    ];
  }

  /** The operation that stands for another one; undefined if the newer contract has none. */
  successorOf({ operationId }: DocumentedOperation): DocumentedOperation | undefined {
    return this.newer.operations.get(this.succession.operations[operationId]?.to ?? '');
  }

  /** The address of an operation, the parameters that have other names, and those that are new and required. */
  rowsOfOperation(operation: DocumentedOperation): Row[] {
    const after = this.successorOf(operation);
    const { note = '' } = this.succession.operations[operation.operationId] ?? {};
    const moved = { before: addressOf(operation), after: after ? addressOf(after) : '', note };
    if (!after) return [moved];
    const steps = operation.parameters
      .filter((each) => each.in !== 'header')
      .map((each) => ({ each, step: this.stepOfParameter(operation, after, each) }));
    const renamed = steps
      .filter(({ each, step }) => step.to !== each.name || step.note !== '')
      .map(({ each, step }) => ({ before: placed(each), after: placedAs(after, step.to), note: step.note }));
    const reached = new Set(steps.map(({ step }) => step.to));
    const added = after.parameters
      .filter((each) => each.required && !reached.has(each.name) && !hasParameter(operation, each))
      .map((each) => ({ before: '', after: placed(each), note: 'Required.' }));
    return [moved, ...renamed, ...added];
  }

  /** All fields of a shape, and the fields that are new in the next one. */
  rowsOfShape(shape: string): Row[] {
    const { to = '', fields: steps = {} } = this.succession.shapes[shape] ?? {};
    const known = this.newer.fieldsOf(to) ? to : '';
    const fields = Object.entries(this.older.fieldsOf(shape) ?? {}).map(([name, schema]) => {
      const step = known === '' ? { to: undefined, note: '' } : this.stepOfField(known, name, steps[name]);
      const after = step.to === undefined ? '' : typed(step.to, this.newer.at(known, step.to));
      return { to: step.to, row: { before: typed(name, schema), after, note: step.note } };
    });
    const reached = new Set(fields.map((each) => each.to?.split('.')[0]));
    const added = Object.entries(this.newer.fieldsOf(known) ?? {})
      .filter(([name]) => !reached.has(name))
      .map(([name, schema]) => ({ before: '', after: typed(name, schema), note: '' }));
    return [...fields.map(({ row }) => row), ...added];
  }

  /** The shapes of the older contract that requests, answers or refusals have. */
  shapes(): string[] {
    const used = [...this.older.operations.values()].flatMap((each) => [...this.older.shapesOf(each)]);
    return [...new Set([...used, ...this.older.refusalShapes()])];
  }

  private ofTopic({ id, title, text, concerns, shows }: Topic): Difference {
    return this.difference(`topic:${id}`, {
      title,
      text: text.join(' '),
      operations: [...this.older.operations.values()].filter(concerns).map(({ operationId }) => operationId),
      rows: [],
      shown: () => shows,
    });
  }

  private ofOperation(operation: DocumentedOperation): Difference {
    const { operationId } = operation;
    const after = this.successorOf(operation);
    const rows = this.rowsOfOperation(operation);
    return this.difference(`operation:${operationId}`, {
      title: after
        ? `\`${addressOf(operation)}\` becomes \`${addressOf(after)}\`.`
        : `\`${addressOf(operation)}\` has no successor.`,
      text: rows[0]?.note ?? '',
      operations: [operationId],
      rows: rows.slice(1),
      shown: () => 'request',
    });
  }

  private ofShape(shape: string): Difference {
    const { to = '', note = '' } = this.succession.shapes[shape] ?? {};
    const isRefusal = this.older.refusalShapes().has(shape);
    const users = [...this.older.operations.values()].filter(
      (each) => isRefusal || this.older.shapesOf(each).has(shape),
    );
    return this.difference(`fields:${shape}`, {
      title: this.newer.fieldsOf(to) ? `\`${shape}\` becomes \`${to}\`.` : `\`${shape}\` is gone.`,
      text: note,
      operations: users.map(({ operationId }) => operationId),
      rows: this.rowsOfShape(shape),
      shown: (operation) => {
        if (isRefusal) return 'refusal';
        const answered = this.older.shapesOf({ ...operation, body: undefined });
        return answered.has(shape) ? 'success' : 'request';
      },
    });
  }

  /** The operations that are only in the newer contract. */
  additions(): Difference[] {
    const reached = new Set(Object.values(this.succession.operations).map(({ to }) => to));
    return [...this.newer.operations.values()]
      .filter(({ operationId }) => !reached.has(operationId))
      .map((operation) =>
        this.difference(`addition:${operation.operationId}`, {
          title: `\`${addressOf(operation)}\` is new.`,
          text: operation.summary,
          operations: [],
          rows: [],
          shown: () => 'request',
        }),
      );
  }

  private difference(
    id: string,
    parts: Pick<Difference, 'title' | 'text' | 'operations' | 'rows'> & {
      readonly shown: (operation: DocumentedOperation) => 'request' | 'success' | 'refusal';
    },
  ): Difference {
    const { shown, ...rest } = parts;
    return {
      id,
      ...rest,
      guide: `${this.guide}#${anchorOf(id)}`,
      since: undefined,
      example: (operationId) => {
        const before = operationIn(this.older, operationId);
        const after = this.successorOf(before);
        const code = commonCode(before, after);
        return {
          before: exchangeOf(before, shown(before), code),
          after: after && exchangeOf(after, shown(before), code),
        };
      },
    };
  }

  private stepOfParameter(
    { operationId }: DocumentedOperation,
    after: DocumentedOperation,
    { name }: DocumentedParameter,
  ): Resolved {
    const step =
      this.succession.operations[operationId]?.parameters?.[name] ?? this.succession.parameters[name];
    return resolved(step, name, (each) => after.parameters.some((other) => other.name === each));
  }

  private stepOfField(shape: string, name: string, step: Step | undefined): Resolved {
    return resolved(step, name, (path) => this.newer.at(shape, path) !== undefined);
  }
}

/** The part of a page about a difference. */
export function anchorOf(id: string): string {
  return id.replace(':', '-');
}

function resolved(step: Step | undefined, name: string, exists: (name: string) => boolean): Resolved {
  const wanted = step ? step.to : inCamelCase(name);
  const note = step?.note ?? '';
  if (wanted === undefined || exists(wanted)) return { to: wanted, note };
  return { to: undefined, note };
}

function inCamelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function addressOf({ method, path }: DocumentedOperation): string {
  return `${method} ${path}`;
}

function placed({ name, in: place, schema }: DocumentedParameter): string {
  return `${place} ${typed(name, schema)}`;
}

function placedAs({ parameters }: DocumentedOperation, name: string | undefined): string {
  const found = parameters.find((each) => each.name === name);
  return found ? placed(found) : '';
}

function hasParameter(
  { parameters }: DocumentedOperation,
  { name, in: place }: DocumentedParameter,
): boolean {
  return place !== 'path' && parameters.some((each) => each.name === name && each.in === place);
}

/** `id: integer`, or `loan: Loan`. */
function typed(name: string, schema: Schema | undefined): string {
  const type = schema && typeOf(schema);
  return type === undefined ? name : `${name}: ${type}`;
}

function typeOf({ type, $ref, anyOf }: Schema): string | undefined {
  if (type !== undefined) return [type].flat().join(' or ');
  const name = $ref ?? anyOf?.[0]?.$ref;
  return name?.split('/').at(-1);
}
