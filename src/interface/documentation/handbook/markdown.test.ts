import { expect } from 'chai';
import { markdown } from './markdown.js';

describe('Markdown as HTML', () => {
  it('has headings with the anchors of GitHub', () => {
    expect(markdown('## Sign in with `X-Y`, twice').text).to.equal(
      '<h2 id="sign-in-with-x-y-twice">Sign in with <code>X-Y</code>, twice</h2>',
    );
  });

  it('shows tags and code as they are written, and runs none of it', () => {
    const { text } = markdown(
      'A <b onclick="x">tag</b>.\n\n<script>x</script>\n\n```sh\na < "b" && c\n```\n',
    );
    expect(text).to.not.match(/<script|<b /);
    expect(text).to.include('&#60;script&#62;');
    expect(text).to.include('<pre tabindex="0">a &#60; &#34;b&#34; &#38;&#38; c</pre>');
  });

  it('has tables that scroll by themselves', () => {
    expect(markdown('| a |\n| - |\n| b |\n').text).to.match(
      /^<div class="scroll" tabindex="0"><table>[^]*<\/table><\/div>\s*$/,
    );
  });
});
