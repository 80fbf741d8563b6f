import { format, resolveConfig } from 'prettier';

/** A source text in the format of the project. @param path where it belongs, which says how it is formatted */
export async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

/**
 * A source text with one place replaced.
 * @param path the file that an error names
 * @throws Error when there is no such place: the file was changed by hand
 */
export function replaced(text: string, path: string, place: RegExp, replacement: string): string {
  if (!place.test(text)) throw new Error(`${path} was changed: it has no ${place.source}.`);
  return text.replace(place, replacement);
}
