type Class<T> = abstract new (...args: never[]) => T;

/** An object of a class, made from a row without its constructor: what the row says was decided before. */
export function hydrate<T extends object>(type: Class<T>, row: object): T {
  return Object.assign(Object.create(type.prototype as object) as T, row);
}
