import mustache from 'mustache';
import type { Digest, Letter, Letters, OverdueList } from '../../application/notices/letters.js';
import { digestTemplates, overdueListTemplates } from './templates.js';

/** Renders letters from templates. Texts of people are escaped in HTML, and stay on one line in plain text. */
export class MustacheLetters implements Letters {
  digest({ name, overdue, dueSoon }: Digest): Letter {
    return render(digestTemplates, {
      name: onOneLine(name),
      overdue: overdue.map(onOneLineEach),
      dueSoon: dueSoon.map(onOneLineEach),
    });
  }

  overdueList(list: OverdueList): Letter {
    const { loans, total } = list;
    const isCut = total > loans.length;
    return render(overdueListTemplates, { ...list, loans: loans.map(onOneLineEach), isCut });
  }
}

function render(templates: typeof digestTemplates, view: object): Letter {
  const { subject, text, html } = templates;
  return {
    subject: mustache.render(subject, view),
    text: mustache.render(text, view),
    html: mustache.render(html, view),
  };
}

function onOneLineEach<T extends { readonly title: string; readonly by: string }>(loan: T): T {
  return { ...loan, title: onOneLine(loan.title), by: onOneLine(loan.by) };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
