type Class<T> = abstract new (...args: never[]) => T;

/** Makes an object of a class from a row without the constructor, because the rules were checked when it was stored. */
export function hydrate<T extends object>(type: Class<T>, row: object): T {
  return Object.assign(Object.create(type.prototype as object) as T, row);
}
