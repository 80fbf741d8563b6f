/** A class whose validation decorators are both the check and the schema of requests or answers. */
export type Shape<T = object> = new () => T;
