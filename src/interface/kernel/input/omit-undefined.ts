type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * The same object without its undefined properties, which the client has not sent. Null stays, because it has a
 * meaning.
 */
export function omitUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
