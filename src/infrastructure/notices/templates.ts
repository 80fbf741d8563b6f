import type { Language } from '../../domain/kernel/language.js';
import type { LetterTemplate } from '../kernel/mail/letter-template.js';

const englishDigest: LetterTemplate = {
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

const germanDigest: LetterTemplate = {
  subject:
    '{{#overdue.length}}Überfällig in der Bibliothek{{/overdue.length}}' +
    '{{^overdue.length}}Bald fällig in der Bibliothek{{/overdue.length}}',
  text: `Guten Tag, {{{name}}},
{{#overdue.length}}

Überfällig sind die folgenden Medien. Bitte bringen Sie sie zurück, oder verlängern Sie sie, wo das möglich ist:

{{#overdue}}
- {{{title}}}{{#by}}, von {{{by}}}{{/by}}: war fällig am {{dueDay}}
{{/overdue}}
{{/overdue.length}}
{{#dueSoon.length}}

Bald fällig sind:

{{#dueSoon}}
- {{{title}}}{{#by}}, von {{{by}}}{{/by}}: fällig am {{dueDay}}
{{/dueSoon}}
{{/dueSoon.length}}

Wenn Sie sie heute zurückgebracht haben, vielen Dank; dann ist nichts mehr zu tun.

Ihre Bibliothek
`,
  html: `<!doctype html>
<html lang="de">
<body>
<p>Guten Tag, {{name}},</p>
{{#overdue.length}}
<p>Überfällig sind die folgenden Medien. Bitte bringen Sie sie zurück, oder verlängern Sie sie, wo das möglich ist:</p>
<ul>
{{#overdue}}
<li><b>{{title}}</b>{{#by}}, von {{by}}{{/by}}: war fällig am {{dueDay}}</li>
{{/overdue}}
</ul>
{{/overdue.length}}
{{#dueSoon.length}}
<p>Bald fällig sind:</p>
<ul>
{{#dueSoon}}
<li><b>{{title}}</b>{{#by}}, von {{by}}{{/by}}: fällig am {{dueDay}}</li>
{{/dueSoon}}
</ul>
{{/dueSoon.length}}
<p>Wenn Sie sie heute zurückgebracht haben, vielen Dank; dann ist nichts mehr zu tun.</p>
<p>Ihre Bibliothek</p>
</body>
</html>
`,
};

export const digestTemplates: Readonly<Record<Language, LetterTemplate>> = {
  en: englishDigest,
  de: germanDigest,
};

export const overdueListTemplates: LetterTemplate = {
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
