const stars = '********';

/** Shows nothing, not even the length. */
export function maskAll(): string {
  return stars;
}

/**
 * Shows where a URL leads and as whom, but neither the password nor the query (which may hold one too).
 * All up to the last `@` counts as password: one with an unescaped `/` or `?` in it must not leak either.
 */
export function maskUrl(url: string): string {
  return url.replace(/:\/\/([^:/?#@]+:)?.*@/s, `://$1${stars}@`).replace(/\?.*/s, `?${stars}`);
}
