import type { EntityMetadata, EntityProperty } from '@mikro-orm/postgresql';
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Database } from './database.js';
import type { Pending, Unit } from './unit.js';

interface Identified {
  readonly id: number;
}

type Class<T> = abstract new (...args: never[]) => T;

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
}

/** A domain object of the running unit, as it was when it was read or written. */
interface Known<T> {
  readonly object: T;
  values: readonly unknown[];
}

/**
 * The domain objects of one table, read and written by SQL: columns are those of the mapping, objects are made without
 * their constructor, and what a job has changed of them is written before the next statement, or at the end. This is
 * what the ORM does, for tables that are written at every desk all day, without what it costs: entities are found again
 * by their id only, relations there are none, and a change is a property that is not the same value any more.
 */
export class Records<T extends Identified> {
  private readonly meta: EntityMetadata<T>;
  private readonly columns: readonly Column[];
  private readonly selected: Sql;
  private readonly statements: { readonly insert: string; readonly update: string };

  constructor(
    private readonly database: Database,
    private readonly type: Class<T>,
  ) {
    this.meta = database.orm.getMetadata().get(type as never);
    this.columns = this.meta.props.map(columnOf);
    this.selected = raw(this.columns.map(({ property, name }) => `${name} as "${property}"`).join(', '));
    this.statements = statementsOf(this.meta.tableName, this.columns);
  }

  /**
   * The objects that fit: the same one for the same row as long as the unit lasts, brought up to what was read.
   * @param rest what follows `from <table>`
   */
  async load(rest: Sql): Promise<T[]> {
    const unit = this.database.unit();
    const { text, values } = sql`select ${this.selected} from ${raw(this.meta.tableName)} ${rest}`;
    const rows = await unit.ask<Record<string, unknown>>(text, values);
    const held = this.held(unit);
    return rows.map((row) => held.take(row));
  }

  /** The same, locked until the unit ends. */
  async lock(rest: Sql): Promise<T[]> {
    const objects = await this.load(rest);
    this.held(this.database.unit()).areLocked(objects);
    return objects;
  }

  /** An object that the unit has locked before; it is what it was then, but for what the job has done to it. */
  locked(id: number): T | undefined {
    return this.held(this.database.unit()).locked(id);
  }

  /** Stores new objects; they have their ids afterwards. */
  async insert(objects: readonly T[]): Promise<void> {
    if (objects.length === 0) return;
    const unit = this.database.unit();
    const { text, values } = this.inserting(objects);
    // Rows are stored, and their ids given back, in the order in which they are given.
    const ids = await unit.ask<Identified>(text, values);
    const held = this.held(unit);
    for (const [at, object] of objects.entries()) held.keep(Object.assign(object, ids[at]));
  }

  /** The statement that stores new objects, for somebody who wants nothing more of them. */
  inserting(objects: readonly T[]): { readonly text: string; readonly values: unknown[] } {
    const others = this.columns.filter(({ property }) => property !== 'id');
    return {
      text: this.statements.insert,
      values: [JSON.stringify(objects.map((each) => rowOf(each, others)))],
    };
  }

  private held(unit: Unit): Held<T> {
    return unit.pending(
      this,
      () => new Held(unit, this.type.prototype as T, this.columns, this.statements.update),
    );
  }
}

/** What one unit has of one table. */
class Held<T extends Identified> implements Pending {
  readonly #known = new Map<number, Known<T>>();
  readonly #locked = new Map<number, T>();

  constructor(
    private readonly unit: Unit,
    private readonly prototype: T,
    private readonly columns: readonly Column[],
    private readonly update: string,
  ) {}

  take(row: Record<string, unknown>): T {
    const known = this.#known.get(row['id'] as number);
    return this.keep(Object.assign(known?.object ?? (Object.create(this.prototype as object) as T), row));
  }

  keep(object: T): T {
    this.#known.set(object.id, { object, values: this.valuesOf(object) });
    return object;
  }

  areLocked(objects: readonly T[]): void {
    for (const object of objects) this.#locked.set(object.id, object);
  }

  locked(id: number): T | undefined {
    return this.#locked.get(id);
  }

  flush(): Promise<unknown> | undefined {
    const changed = [...this.#known.values()].filter(({ object, values }) =>
      this.valuesOf(object).some((value, at) => !isSame(value, values[at])),
    );
    if (changed.length === 0) return undefined;
    for (const each of changed) each.values = this.valuesOf(each.object);
    const rows = changed.map(({ object }) => rowOf(object, this.columns));
    return this.unit.send(this.update, [JSON.stringify(rows)]);
  }

  clear(): void {
    this.#known.clear();
    this.#locked.clear();
  }

  private valuesOf(object: T): readonly unknown[] {
    return this.columns.map(({ property }) => (object as Readonly<Record<string, unknown>>)[property]);
  }
}

function columnOf({ name, fieldNames, columnTypes }: EntityProperty): Column {
  return { property: name, name: fieldNames[0] ?? name, type: columnTypes[0] ?? 'text' };
}

/** Rows come as JSON, so that one statement serves for any number of them. */
function statementsOf(table: string, columns: readonly Column[]): { insert: string; update: string } {
  const others = columns.filter(({ property }) => property !== 'id');
  const names = others.map(({ name }) => name).join(', ');
  const typed = (all: readonly Column[]) => all.map(({ name, type }) => `${name} ${type}`).join(', ');
  const given = (all: readonly Column[]) => `jsonb_to_recordset($1::jsonb) as given (${typed(all)})`;
  const assigned = others.map(({ name }) => `${name} = given.${name}`).join(', ');
  return {
    insert: `insert into ${table} (${names}) select ${names} from ${given(others)} returning id`,
    update: `update ${table} set ${assigned} from ${given(columns)} where ${table}.id = given.id`,
  };
}

function rowOf(object: object, columns: readonly Column[]): Record<string, unknown> {
  const values = object as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map(({ property, name }) => [name, values[property]]));
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
