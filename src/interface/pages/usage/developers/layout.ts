import type { Context } from 'koa';
import { html, prose, type Html } from '../../../documentation/discovery/html.js';
import { pageAssets } from '../../../documentation/discovery/style.js';
import { languageOf } from '../../../kernel/answer/language.js';
import { setPageHeaders } from '../../../kernel/answer/security-headers.js';
import { developerAssets } from './assets.js';
import type { DeveloperWords } from './words/words.js';

/** Content-Security-Policy of the page: files of this host, and forms to it. No inline script or style runs. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with the whole page, in the language of the reader. Nobody keeps it. */
export async function answerPage(
  ctx: Context,
  words: DeveloperWords,
  content: Html,
  status: number,
): Promise<void> {
  ctx.vary('Accept-Language');
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    // With none at all, browsers would not say either where a form comes from.
    'Referrer-Policy': 'same-origin',
  });
  ctx.type = 'text/html';
  ctx.body = html`<!DOCTYPE html>
    <html lang="${languageOf(ctx)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title} · Shelflife</title>
        <link rel="stylesheet" href="${pageAssets.style.path}" />
        <link rel="stylesheet" href="${developerAssets.style.path}" />
        <link rel="icon" type="${pageAssets.icon.type}" href="${pageAssets.icon.path}" />
        <script defer src="${developerAssets.script.path}"></script>
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
        <footer>${prose(words.footer)}</footer>
      </body>
    </html> `.text;
}
