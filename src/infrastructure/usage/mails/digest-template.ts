import type { LetterTemplate } from '../../kernel/mail/letter-template.js';
import type { DigestWords } from './digest-words.js';

/** Every mail program knows these. Long words break, so that a narrow window needs no scrolling. */
const styles = {
  body: 'margin:0 auto;padding:16px;max-width:600px;font:16px/1.5 sans-serif;overflow-wrap:anywhere',
  heading: 'font-size:18px;margin:32px 0 8px',
  list: 'margin:8px 0;padding-left:20px',
  small: 'font-size:14px',
  command:
    'margin:8px 0;padding:8px;background:#f2f2f2;color:#111;font:13px/1.5 monospace;white-space:pre-wrap',
} as const;

/** The template of a language. A sentence of a stage is filled in before, because it has places of its own. */
export function digestTemplate(words: DigestWords, language: string): LetterTemplate {
  return {
    subject: '{{{subject}}}',
    text: textOf(words),
    html: htmlOf(words, language),
  };
}

function textOf(words: DigestWords): string {
  return `${words.greeting}
{{#sections}}

{{{heading}}}
{{{rule}}}

{{{lead}}}
{{#brownout}}

{{{brownout}}}
{{/brownout}}
${sectionText(words)}
{{/sections}}

${words.list}:
{{{list}}}

${words.why}

${words.closing}
`;
}

function sectionText(words: DigestWords): string {
  return `
- ${words.deprecated}: {{deprecated}}
- ${words.sunset}: {{sunset}}{{^sunset}}${words.noSunset}{{/sunset}}
- ${words.successor}: {{{successor}}}{{^successor}}${words.noSuccessor}{{/successor}}
- ${words.guide}: {{{guide}}}
{{#uses}}

{{{name}}}: {{{summary}}}
{{#evidence}}
- {{at}}: {{{request}}}
{{/evidence}}
{{/uses}}

${words.changes}:
{{{report}}}
{{#rehearsal}}

${words.rehearsal}:
  {{{rehearsal}}}
{{/rehearsal}}`;
}

function htmlOf(words: DigestWords, language: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{subject}}</title>
</head>
<body style="${styles.body}">
<p>${escaped(words.greeting)}</p>
{{#sections}}
${sectionHtml(words)}
{{/sections}}
<p><a href="{{list}}">${words.list}</a></p>
<p style="${styles.small}">${words.why}</p>
<p>${words.closing}</p>
</body>
</html>
`;
}

function sectionHtml(words: DigestWords): string {
  return `<h2 style="${styles.heading}">{{heading}}</h2>
<p>{{lead}}</p>
{{#brownout}}
<p><b>{{brownout}}</b></p>
{{/brownout}}
<ul style="${styles.list}">
<li>${words.deprecated}: <b>{{deprecated}}</b></li>
<li>${words.sunset}: <b>{{sunset}}{{^sunset}}${words.noSunset}{{/sunset}}</b></li>
<li>${words.successor}: {{#successor}}<a href="{{successor}}">{{successor}}</a>{{/successor}}{{^successor}}${words.noSuccessor}{{/successor}}</li>
<li>${words.guide}: <a href="{{guide}}">{{guide}}</a></li>
</ul>
{{#uses}}
<p><b>{{name}}</b>: {{summary}}</p>
<ul style="${styles.list};${styles.small}">
{{#evidence}}
<li>{{at}}: {{request}}</li>
{{/evidence}}
</ul>
{{/uses}}
<p><a href="{{report}}">${words.changes}</a></p>
{{#rehearsal}}
<p>${words.rehearsal}:</p>
<pre style="${styles.command}">{{rehearsal}}</pre>
{{/rehearsal}}`;
}

/** In HTML, values are escaped. */
function escaped(sentence: string): string {
  return sentence.replaceAll('{{{', '{{').replaceAll('}}}', '}}');
}
