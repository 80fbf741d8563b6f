import type { Language } from '../../../domain/kernel/language.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { headersOfStatus, type EncodedResponse } from '../../kernel/answer/encoded-response.js';
import { statusOf } from '../../kernel/errors/refusals.js';
import { saySentence, type Wording } from '../../kernel/errors/sentences.js';
import { html, type Html } from './html.js';
import { page, pagePolicy } from './page.js';

interface Words {
  readonly missing: string;
  readonly refused: string;
  readonly later: string;
  readonly again: string;
  readonly start: string;
  readonly ways: Html;
  readonly code: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    missing: 'There is no such page',
    refused: 'This was refused',
    later: 'This does not work at the moment',
    again: 'Try it again in a moment.',
    start: 'Start page',
    ways: html`<a href="/docs">Documentation</a>: guides, operations and problems`,
    code: 'The code of this answer:',
  },
  de: {
    missing: 'Diese Seite gibt es nicht',
    refused: 'Das wurde abgelehnt',
    later: 'Das geht im Moment nicht',
    again: 'Versuchen Sie es gleich noch einmal.',
    start: 'Startseite',
    ways: html`<a href="/docs">Dokumentation</a> (auf Englisch): Anleitungen, Operationen und Fehler`,
    code: 'Der Code dieser Antwort:',
  },
};

/** What a person gets in a browser in the place of a refusal in JSON, with ways on. */
export function refusalPage({ code, reasons: [reason] }: Refusal, wording: Wording): EncodedResponse {
  const status = statusOf(reason);
  const { language } = wording;
  const said = words[language];
  const isLater = status === 429 || status >= 500;
  const title = status === 404 ? said.missing : isLater ? said.later : said.refused;
  const content = html`<p class="lead">${saySentence(wording, reason)}</p>
    ${isLater ? html`<p>${said.again}</p>` : ''}
    <ul>
      <li><a href="/">${said.start}</a></li>
      <li>${said.ways}</li>
    </ul>
    <p>${said.code} <code>${code}</code></p>`;
  const headers = { ...headersOfStatus(status), 'Content-Security-Policy': pagePolicy };
  return { status, mediaType: 'text/html', headers, body: page(title, content, { language }) };
}
