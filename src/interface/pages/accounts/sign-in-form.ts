import { html, type Html } from '../../documentation/discovery/html.js';
import type { PageWords } from './page-words.js';

interface Given {
  /** The page to come back to. */
  readonly to: string;
  readonly email?: string;
  readonly fault?: Html;
}

/**
 * The form of the sign-in. A browser leaves the cookie out when a link of a mail or of another site leads here, so a link
 * leads on for those who have signed in already.
 */
export function signInForm(words: PageWords, { to, email = '', fault = html`` }: Given): Html {
  return html`${fault}
    <form method="post" action="sign-in">
      <input type="hidden" name="to" value="${to}" />
      <label for="email">${words.email}</label>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="username"
        required
        maxlength="254"
        value="${email}"
      />
      <label for="password">${words.signInPassword}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        maxlength="1024"
      />
      <label for="code">${words.signInCode}</label>
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="64"
        aria-describedby="code-hint"
      />
      <p id="code-hint">${words.signInCodeHint}</p>
      <button>${words.signInButton}</button>
    </form>
    <p><a href="/account/reset">${words.signInForgotten}</a></p>
    ${to === '/' ? '' : html`<p><a href="${to}">${words.signInAlready}</a></p>`}`;
}
