import type { Context } from 'koa';
import { html, type Html } from '../../documentation/discovery/html.js';
import { pageAssets } from '../../documentation/discovery/style.js';
import { languageOf } from '../../kernel/answer/language.js';
import { setPageHeaders } from '../../kernel/answer/security-headers.js';
import { importAssets } from './assets.js';
import type { ImportWords } from './words/words.js';

/** Content-Security-Policy of the pages: files of this host, and forms to it. No inline script or style runs. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page shows. */
export interface Shown {
  readonly content: Html;
  readonly status?: number;
  /** Whether it changes by itself. A browser without scripts loads it again. */
  readonly isOpen?: boolean;
}

const again = html`<noscript><meta http-equiv="refresh" content="3" /></noscript>`;

/** Answers with a whole page, in the language of the reader. Nobody keeps it. */
export async function answerPage(
  ctx: Context,
  words: ImportWords,
  { content, status = 200, isOpen = false }: Shown,
): Promise<void> {
  ctx.vary('Accept-Language');
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'same-origin',
  });
  ctx.type = 'text/html';
  ctx.body = html`<!DOCTYPE html>
    <html lang="${languageOf(ctx)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${isOpen ? again : ''}
        <title>${words.title} · Shelflife</title>
        <link rel="stylesheet" href="${pageAssets.style.path}" />
        <link rel="stylesheet" href="${importAssets.style.path}" />
        <link rel="icon" type="${pageAssets.icon.type}" href="${pageAssets.icon.path}" />
        <script defer src="${importAssets.script.path}"></script>
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/">Shelflife</a>
          <form method="post" action="/account/sign-out"><button>${words.signOut}</button></form>
        </header>
        <main>
          <h1>${words.title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;
}
