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

  it('has links to pages, to headings and to addresses, and none that could run something', () => {
    const fine =
      '[a](/docs) [b](#c) [d](https://e.example) <http://f.example> www.g.example h@i.example [j]\n\n[j]: /k';
    expect(markdown(fine).text.match(/ href="[^"]*"/g)).to.deep.equal(
      [
        '/docs',
        '#c',
        'https://e.example',
        'http://f.example',
        'http://www.g.example',
        'mailto:h@i.example',
        '/k',
      ].map((each) => ` href="${each}"`),
    );
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      '<java\tscript:alert(1)>',
      '< javascript:alert(1)>',
      '&#106;avascript:alert(1)',
      'javascript&colon;alert(1)',
      '\\javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc',
      'other.md',
    ])
      for (const text of [
        `[x](${address})`,
        `![x](${address})`,
        `## [x](${address})`,
        `| a |\n| - |\n| *[x](${address})* |`,
        `[x][y]\n\n[y]: ${address}`,
      ])
        expect(() => markdown(text), text).to.throw('A link leads to');
    expect(() => markdown('<javascript:alert(1)>')).to.throw('A link leads to javascript:alert(1)');
  });

  it('has tables that scroll by themselves', () => {
    expect(markdown('| a |\n| - |\n| b |\n').text).to.match(
      /^<div class="scroll" tabindex="0"><table>[^]*<\/table><\/div>\s*$/,
    );
  });
});
