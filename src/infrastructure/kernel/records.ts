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

interface Table {
  readonly name: string;
  readonly id: Column;
  /** All others. */
  readonly columns: readonly Column[];
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
  private readonly table: Table;
  private readonly selected: Sql;
  private readonly insertion: string;

  constructor(
    private readonly database: Database,
    private readonly type: Class<T>,
  ) {
    this.table = tableOf(database.orm.getMetadata().get(type as never));
    const { name, id, columns } = this.table;
    this.selected = raw([id, ...columns].map((each) => `${each.name} as "${each.property}"`).join(', '));
    const names = columns.map((each) => each.name).join(', ');
    // Rows come as JSON, so that one statement serves for any number of them.
    const given = `jsonb_to_recordset($1::jsonb) as given (${typed(columns)})`;
    this.insertion = `insert into ${name} (${names}) select ${names} from ${given} returning id`;
  }

  /**
   * The objects that fit: the same one for the same row as long as the unit lasts, brought up to what was read.
   * @param rest what follows `from <table>`
   */
  async load(rest: Sql): Promise<T[]> {
    const unit = this.database.unit();
    const { text, values } = sql`select ${this.selected} from ${raw(this.table.name)} ${rest}`;
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
    const rows = objects.map((each) => rowOf(each, this.table.columns));
    return { text: this.insertion, values: [JSON.stringify(rows)] };
  }

  private held(unit: Unit): Held<T> {
    return unit.pending(this, () => new Held(unit, this.type.prototype as T, this.table));
  }
}

/** What one unit has of one table. */
class Held<T extends Identified> implements Pending {
  readonly #known = new Map<number, Known<T>>();
  readonly #locked = new Map<number, T>();

  constructor(
    private readonly unit: Unit,
    private readonly prototype: T,
    private readonly table: Table,
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

  /** Writes of each object what has changed of it, and nothing that somebody else may have changed meanwhile. */
  flush(): Promise<unknown> | undefined {
    const writing = [...this.#known.values()].flatMap((known) => this.write(known) ?? []);
    return writing.length > 0 ? Promise.all(writing) : undefined;
  }

  clear(): void {
    this.#known.clear();
    this.#locked.clear();
  }

  private write(known: Known<T>): Promise<unknown> | undefined {
    const { object, values: before } = known;
    const { name, id, columns } = this.table;
    const values = this.valuesOf(object);
    const changed = columns.filter((_, at) => !isSame(values[at], before[at]));
    if (changed.length === 0) return undefined;
    known.values = values;
    const assigned = changed.map((column) => `${column.name} = given.${column.name}`).join(', ');
    const given = `jsonb_to_record($1::jsonb) as given (${typed([id, ...changed])})`;
    const text = `update ${name} set ${assigned} from ${given} where ${name}.id = given.id`;
    return this.unit.send(text, [JSON.stringify(rowOf(object, [id, ...changed]))]);
  }

  private valuesOf(object: T): readonly unknown[] {
    return this.table.columns.map(({ property }) => (object as Readonly<Record<string, unknown>>)[property]);
  }
}

function tableOf({ tableName, props }: EntityMetadata): Table {
  const columns = props.map(columnOf);
  const isId = ({ property }: Column) => property === 'id';
  return {
    name: tableName,
    id: columns.find(isId) as Column,
    columns: columns.filter((each) => !isId(each)),
  };
}

function columnOf({ name, fieldNames, columnTypes }: EntityProperty): Column {
  return { property: name, name: fieldNames[0] ?? name, type: columnTypes[0] ?? 'text' };
}

function typed(columns: readonly Column[]): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(', ');
}

function rowOf(object: object, columns: readonly Column[]): Record<string, unknown> {
  const values = object as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map(({ property, name }) => [name, values[property]]));
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
