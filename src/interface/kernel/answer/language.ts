import type { Context } from 'koa';
import { languages, type Language } from '../../../domain/kernel/language.js';

/**
 * The best of the library's languages for the client (RFC 9110, 12.5.4): English without `Accept-Language`, and if it
 * names none of our languages or cannot be read.
 */
export function languageOf(ctx: Context): Language {
  return (ctx.acceptsLanguages([...languages]) || languages[0]) as Language;
}

/** An answer in a language could be in another one. An answer without sentences has no language, and does not vary. */
export function varyByLanguage(ctx: Context, headers: Readonly<Record<string, string | string[]>>): void {
  if (headers['Content-Language'] !== undefined) ctx.vary('Accept-Language');
}
