/** `published_at` of `publishedAt`. */
export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `PublishedAt` of `publishedAt`. */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `published at` of `publishedAt`. */
export function wordsOf(name: string): string {
  return snake(name).replaceAll('_', ' ');
}
