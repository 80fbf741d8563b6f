import type { Letter } from '../../application/kernel/mail.js';
import type { Digest, Letters, OverdueList } from '../../application/notices/letters.js';
import { nameInLetter, onOneLine, renderLetter } from '../kernel/mail/letter-template.js';
import { digestTemplates, overdueListTemplates } from './templates.js';

/** Renders letters from templates. Texts of people are escaped in HTML, and stay on one line in plain text. */
export class MustacheLetters implements Letters {
  digest({ name, language, overdue, dueSoon }: Digest): Letter {
    return renderLetter(digestTemplates[language], {
      name: nameInLetter(name),
      overdue: overdue.map(onOneLineEach),
      dueSoon: dueSoon.map(onOneLineEach),
    });
  }

  overdueList(list: OverdueList): Letter {
    const { loans, total } = list;
    const isCut = total > loans.length;
    return renderLetter(overdueListTemplates, { ...list, loans: loans.map(onOneLineEach), isCut });
  }
}

function onOneLineEach<T extends { readonly title: string; readonly by: string }>(loan: T): T {
  return { ...loan, title: onOneLine(loan.title), by: onOneLine(loan.by) };
}
