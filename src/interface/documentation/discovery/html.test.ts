import { expect } from 'chai';
import { html, prose } from './html.js';

describe('The HTML template', () => {
  it('escapes inserted values, in texts and in attributes', () => {
    const { text } = html`<a title="${'"><script>'}">${"Tom & Jerry's"}</a>`;
    expect(text).to.equal('<a title="&#34;&#62;&#60;script&#62;">Tom &#38; Jerry&#39;s</a>');
  });

  it('does not escape HTML, and joins lists', () => {
    const items = [1, 2].map((each) => html`<li>${each}</li>`);
    expect(html`${items}`.text).to.equal('<li>1</li><li>2</li>');
  });

  it('shows text between backticks as code', () => {
    expect(prose('Send `a < b`, twice.').text).to.equal('Send <code>a &#60; b</code>, twice.');
  });
});
