import type { Context } from 'koa';
import { html, type Html } from '../../documentation/discovery/html.js';
import { pageAssets } from '../../documentation/discovery/style.js';
import { languageOf } from '../../kernel/answer/language.js';
import { setPageHeaders } from '../../kernel/answer/security-headers.js';
import { borrowWords } from './borrow-words.js';

/** Content-Security-Policy of the page: a style sheet, an icon, and a form to this service. No script runs. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with the whole page, in the language of the reader. Nobody keeps it. */
export async function answerPage(ctx: Context, content: Html, status: number): Promise<void> {
  const language = languageOf(ctx);
  const { title } = borrowWords[language];
  ctx.vary('Accept-Language');
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    // With none at all, browsers would not say where the form comes from.
    'Referrer-Policy': 'same-origin',
  });
  ctx.type = 'text/html';
  ctx.body = html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Shelflife</title>
        <link rel="stylesheet" href="${pageAssets.style.path}" />
        <link rel="icon" type="${pageAssets.icon.type}" href="${pageAssets.icon.path}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;
}
