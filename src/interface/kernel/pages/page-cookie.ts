import type { Context } from 'koa';

/**
 * The cookie of people who have signed in to the pages. The prefix lets browsers take it only from this host, over TLS
 * and for all paths (RFC 6265bis, 4.1.3). Browsers count `localhost` as safe.
 */
const name = '__Host-shelflife';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

export function readPageCookie(ctx: Context): string | undefined {
  return ctx.cookies.get(name);
}

export function setPageCookie(
  ctx: Context,
  { token, expiresIn }: { token: string; expiresIn: number },
): void {
  ctx.append('Set-Cookie', `${name}=${token}; Max-Age=${expiresIn}; ${attributes}`);
}

export function dropPageCookie(ctx: Context): void {
  ctx.append('Set-Cookie', `${name}=; Max-Age=0; ${attributes}`);
}
