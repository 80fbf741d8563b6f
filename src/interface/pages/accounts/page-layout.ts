import type { Context } from 'koa';
import type { Language } from '../../../domain/kernel/language.js';
import { html, type Html } from '../../documentation/discovery/html.js';
import { pageAssets } from '../../documentation/discovery/style.js';
import { languageOf } from '../../kernel/answer/language.js';
import { setPageHeaders } from '../../kernel/answer/security-headers.js';
import { pageWords, type PageWords } from './page-words.js';

/** Content-Security-Policy of the pages: a style sheet, an icon, and forms to this service. No script runs. */
const accountPagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a whole page, in the language of the reader. Nobody keeps it. */
export async function answerPage(
  ctx: Context,
  title: (words: PageWords) => string,
  content: Html,
  status: number,
): Promise<void> {
  const language = languageOf(ctx);
  ctx.vary('Accept-Language');
  ctx.status = status;
  await setPageHeaders(ctx);
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': accountPagePolicy });
  ctx.type = 'text/html';
  ctx.body = layout(language, title(pageWords[language]), content);
}

/** A whole page. @param title plain text */
function layout(language: Language, title: string, content: Html): string {
  return html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
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

export function message(text: string): Html {
  return html`<p role="status">${text}</p>`;
}

export function fault(texts: readonly string[]): Html {
  return html`<p role="alert" class="gone">${texts.join(' ')}</p>`;
}

export function verifyForm(words: PageWords, token: string): Html {
  return html`<p>${words.verifyLead}</p>
    <form method="post" action="verify">
      <input type="hidden" name="token" value="${token}" />
      <button>${words.verifyButton}</button>
    </form>`;
}

export function resetForm(words: PageWords, token: string): Html {
  return html`<p>${words.resetLead}</p>
    <form method="post" action="reset">
      <input type="hidden" name="token" value="${token}" />
      <label for="password">${words.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="new-password"
        required
        minlength="8"
        maxlength="128"
        aria-describedby="hint"
      />
      <p id="hint">${words.passwordHint}</p>
      <button>${words.resetButton}</button>
    </form>`;
}

export function askForm(words: PageWords): Html {
  return html`<p>${words.askLead}</p>
    <form method="post" action="reset">
      <label for="email">${words.email}</label>
      <input id="email" name="email" type="email" autocomplete="email" required maxlength="254" />
      <button>${words.askButton}</button>
    </form>`;
}
