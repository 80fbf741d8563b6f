import type { EncodedResponse } from '../../kernel/answer/encoded-response.js';
import { html } from './html.js';
import { page, pagePolicy } from './page.js';

/** What a browser gets for an unknown page. */
export const unknownPage: EncodedResponse = {
  status: 404,
  mediaType: 'text/html',
  headers: { 'Content-Security-Policy': pagePolicy, 'Cache-Control': 'no-store' },
  body: page(
    'There is no such page',
    html`<p class="lead">Nothing has this address.</p>
      <ul>
        <li><a href="/docs">Documentation</a>: guides, operations and problems</li>
        <li><a href="/">All versions of the API</a></li>
      </ul>
      <p>Or search for what you need.</p>`,
  ),
};
