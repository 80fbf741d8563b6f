import type { FakeUnitOfWork } from './unit-of-work.fake.js';

/** Rows in memory. It returns copies: a change of a row counts only once the row is saved. */
export class FakeTable<Row extends { readonly id: number }> {
  readonly #rows = new Map<number, Row>();

  /** @param type the name of a row among the locks of the unit of work, such as `loan` */
  constructor(
    private readonly work: FakeUnitOfWork,
    private readonly type: string,
  ) {}

  /** The stored rows, by id. */
  get rows(): readonly Row[] {
    return [...this.#rows.values()].map(copyOf);
  }

  /** Stores a row as the initial state of a test, outside of any unit of work. Returns its id. */
  given(row: Row): number {
    const id = this.#rows.size + 1;
    this.#rows.set(id, copyOf(Object.assign(row, { id })));
    return id;
  }

  /** Stores a new row in the running unit of work. The row has its id afterwards. */
  insert(row: Row): void {
    const id = this.given(row);
    this.work.write(() => this.#rows.delete(id));
  }

  /** Stores the current state of a row. */
  update(row: Row): void {
    const { id } = row;
    const before = this.#rows.get(id);
    if (!before) throw new Error(`There is no ${this.type} ${id} to save.`);
    this.#rows.set(id, copyOf(row));
    this.work.write(() => this.#rows.set(id, before));
  }

  /** Returns the first row that matches, locked. */
  lock(fits: (row: Row) => boolean): Row | undefined {
    const row = this.rows.find(fits);
    if (row) this.work.lock(this.type, row.id);
    return row;
  }
}

/** An object of the same class with the same values. */
export function copyOf<T extends object>(original: T): T {
  return Object.assign(Object.create(Object.getPrototypeOf(original) as object) as T, original);
}
