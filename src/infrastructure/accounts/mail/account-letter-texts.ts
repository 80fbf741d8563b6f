import type { LetterContent, LetterTexts } from '../../../application/accounts/mail/letter-texts.js';
import type { Letter } from '../../../application/kernel/mail.js';
import type { Language } from '../../../domain/kernel/language.js';
import { nameInLetter, renderLetter, type LetterTemplate } from '../../kernel/mail/letter-template.js';
import { frames, withoutLink, wordings } from './letter-wording.js';

/** Writes letters in the language of the patron, with times in the time zone of the library. */
export class AccountLetterTexts implements LetterTexts {
  constructor(private readonly timeZone: string) {}

  write({ kind, language, name, at, link }: LetterContent): Letter {
    const { greeting, closing } = frames[language];
    const { subject, before, after } = wordings[language][kind];
    const links = withoutLink.has(kind) ? [] : ['{{{link}}}'];
    const template: LetterTemplate = {
      subject,
      text: `${[greeting, ...before, ...links, ...after, closing].join('\n\n')}\n`,
      html: htmlOf(language, [
        greeting.replace('{{{name}}}', '{{name}}'),
        ...before,
        ...links.map(() => '<a href="{{link}}">{{link}}</a>'),
        ...after,
        closing,
      ]),
    };
    return renderLetter(template, { name: nameInLetter(name), time: this.timeOf(at, language), link });
  }

  private timeOf(at: Date, language: Language): string {
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: this.timeZone,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    }).format(at);
  }
}

function htmlOf(language: Language, paragraphs: readonly string[]): string {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html>\n<html lang="${language}">\n<body>\n${body}\n</body>\n</html>\n`;
}
