/** Templates for Mustache. They are modules, so that they are deployed with the code. */
interface Templates {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const digestTemplates: Templates = {
  subject:
    '{{#overdue.length}}Overdue at the library{{/overdue.length}}' +
    '{{^overdue.length}}Due soon at the library{{/overdue.length}}',
  text: `Dear {{{name}}},
{{#overdue.length}}

These are overdue. Please bring them back, or renew them where that is possible:

{{#overdue}}
- {{{title}}}{{#by}}, by {{{by}}}{{/by}}: was due on {{dueDay}}
{{/overdue}}
{{/overdue.length}}
{{#dueSoon.length}}

These are due soon:

{{#dueSoon}}
- {{{title}}}{{#by}}, by {{{by}}}{{/by}}: due on {{dueDay}}
{{/dueSoon}}
{{/dueSoon.length}}

If you brought them back today, thank you; then there is nothing left to do.

Your library
`,
  html: `<!doctype html>
<html lang="en">
<body>
<p>Dear {{name}},</p>
{{#overdue.length}}
<p>These are overdue. Please bring them back, or renew them where that is possible:</p>
<ul>
{{#overdue}}
<li><b>{{title}}</b>{{#by}}, by {{by}}{{/by}}: was due on {{dueDay}}</li>
{{/overdue}}
</ul>
{{/overdue.length}}
{{#dueSoon.length}}
<p>These are due soon:</p>
<ul>
{{#dueSoon}}
<li><b>{{title}}</b>{{#by}}, by {{by}}{{/by}}: due on {{dueDay}}</li>
{{/dueSoon}}
</ul>
{{/dueSoon.length}}
<p>If you brought them back today, thank you; then there is nothing left to do.</p>
<p>Your library</p>
</body>
</html>
`,
};

export const overdueListTemplates: Templates = {
  subject: 'Overdue on {{day}}: {{total}}',
  text: `Overdue on {{day}}: {{total}}
The day before: {{yesterday.lent}} lent, {{yesterday.renewed}} renewed, {{yesterday.returned}} returned.

{{#loans}}
- due {{dueDay}}, copy {{{barcode}}}, card {{{cardNumber}}}: {{{title}}}
{{/loans}}
{{#isCut}}

These are the newest; the others are in the API, as loans with the status overdue.
{{/isCut}}
`,
  html: `<!doctype html>
<html lang="en">
<body>
<p>Overdue on {{day}}: <b>{{total}}</b></p>
<p>The day before: {{yesterday.lent}} lent, {{yesterday.renewed}} renewed, {{yesterday.returned}} returned.</p>
<table>
<tr><th>Due</th><th>Copy</th><th>Card</th><th>Book</th></tr>
{{#loans}}
<tr><td>{{dueDay}}</td><td>{{barcode}}</td><td>{{cardNumber}}</td><td>{{title}}</td></tr>
{{/loans}}
</table>
{{#isCut}}
<p>These are the newest; the others are in the API, as loans with the status overdue.</p>
{{/isCut}}
</body>
</html>
`,
};
