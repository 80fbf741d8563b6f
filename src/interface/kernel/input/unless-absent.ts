/** The converted value. Null and undefined stay as they are. */
export function unlessAbsent<Value, Result>(
  value: Value,
  convert: (value: NonNullable<Value>) => Result,
): Result | Extract<Value, null | undefined> {
  return value === null || value === undefined ? (value as Extract<Value, null | undefined>) : convert(value);
}
