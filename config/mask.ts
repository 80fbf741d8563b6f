const stars = '********';

/** Hides the whole value, including its length. */
export function maskAll(): string {
  return stars;
}

/**
 * Shows scheme, user and address of a URL and hides password and query, which may contain a password, too. Everything
 * up to the last `@` counts as password, so that one with an unescaped `/` or `?` is hidden completely.
 */
export function maskUrl(url: string): string {
  return url.replace(/:\/\/([^:/?#@]+:)?.*@/s, `://$1${stars}@`).replace(/\?.*/s, `?${stars}`);
}
