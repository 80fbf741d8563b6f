import type { LetterTemplate } from '../../kernel/mail/letter-template.js';

/** The daily mail to the operators. It is in English, like everything for operators. */
export const operatorTemplate: LetterTemplate = {
  subject: 'Sunsets on {{day}}: {{held.length}} held, {{untold.length}} clients not told',
  text: `Sunsets on {{day}}
{{#held}}

{{{id}}} should have ended on {{sunset}}, and is held since {{since}} by:
{{#obstacles}}
- {{{.}}}
{{/obstacles}}
{{/held}}
{{#untold.length}}

These clients call something deprecated, and could not be told. They count as not told, so no brownout takes place:
{{#untold}}
- {{{name}}} (client {{consumerId}}): {{calls}} of {{{lifecycleId}}} in 30 days, the last at {{lastAt}}; {{{reason}}}
{{/untold}}
{{/untold.length}}
`,
  html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
</head>
<body style="margin:0 auto;padding:16px;max-width:600px;font:16px/1.5 sans-serif;overflow-wrap:anywhere">
<p>Sunsets on {{day}}</p>
{{#held}}
<p><b>{{id}}</b> should have ended on {{sunset}}, and is held since {{since}} by:</p>
<ul>
{{#obstacles}}
<li>{{.}}</li>
{{/obstacles}}
</ul>
{{/held}}
{{#untold.length}}
<p>These clients call something deprecated, and could not be told. They count as not told, so no brownout takes place:</p>
<ul>
{{#untold}}
<li><b>{{name}}</b> (client {{consumerId}}): {{calls}} of {{lifecycleId}} in 30 days, the last at {{lastAt}}; {{reason}}</li>
{{/untold}}
</ul>
{{/untold.length}}
</body>
</html>
`,
};
