/**
 * The fields of a class without its methods: the properties that a mapping must name. Getters have to be left out by
 * name. With `satisfies Record<StoredFields<Book>, unknown>` the compiler finds a field that the mapping of a book
 * lacks.
 */
export type StoredFields<T> = {
  [Name in keyof T & string]: T[Name] extends (...given: never[]) => unknown ? never : Name;
}[keyof T & string];
