import mustache from 'mustache';
import type { Language } from '../../../domain/kernel/language.js';
import { languages } from '../../../domain/kernel/language.js';
import type { Letter } from '../../../application/kernel/mail.js';
import type { UseEvidence } from '../../../application/usage/lifecycle/own-deprecations.js';
import type {
  ClientDigest,
  DigestSection,
  DigestTexts,
  OperatorDigest,
} from '../../../application/usage/mails/digest-texts.js';
import type { ShownUse } from '../../../application/usage/mails/mail-evidence.js';
import { onOneLine, renderLetter, type LetterTemplate } from '../../kernel/mail/letter-template.js';
import { defanged } from './defanged.js';
import { digestTemplate } from './digest-template.js';
import { digestWords, type DigestWords } from './digest-words.js';
import { operatorView } from './operator-view.js';
import { operatorTemplate } from './operator-template.js';

const templates = Object.fromEntries(
  languages.map((language) => [language, digestTemplate(digestWords[language], language)]),
) as Readonly<Record<Language, LetterTemplate>>;

/** Renders the mails about ends of life. All moments are in UTC. */
export class MustacheDigestTexts implements DigestTexts {
  forClient(digest: ClientDigest): Letter {
    const words = digestWords[digest.language];
    const client = onOneLine(digest.client);
    return renderLetter(templates[digest.language], {
      ...digest,
      client,
      subject: subjectOf(digest.sections, client, words),
      sections: digest.sections.map((section) => sectionView(section, digest.home, words)),
    });
  }

  forOperators(digest: OperatorDigest): Letter {
    return renderLetter(operatorTemplate, operatorView(digest));
  }
}

function subjectOf([first, ...others]: readonly DigestSection[], client: string, words: DigestWords): string {
  if (!first) throw new Error('A mail about ends of life needs one.');
  const subject = `${client} ${words.stages[first.stage].subject}`;
  return others.length === 0 ? subject : `${subject} ${filled(words.more, { more: others.length })}`;
}

function sectionView(section: DigestSection, home: string, words: DigestWords) {
  const { lifecycle, stage, uses, report, rehearsal } = section;
  if (uses.length === 0 || uses.some(({ evidence }) => evidence.length === 0))
    throw new Error(`There is no evidence for a mail about ${lifecycle.id}.`);
  const { deprecated, sunset = '' } = lifecycle;
  const heading = uses.map(({ major, operationId }) => `${operationId} (v${major})`);
  return {
    heading: [...new Set(heading)].join(', '),
    rule: '-'.repeat(Math.min([...new Set(heading)].join(', ').length, 78)),
    lead: filled(words.stages[stage].lead, { sunset, lastAt: momentOf(section.lastAt) }),
    brownout: brownoutOf(section, words),
    deprecated,
    sunset,
    successor: lifecycle.successor === undefined ? '' : absolute(lifecycle.successor, home),
    guide: absolute(lifecycle.guide, home),
    uses: uses.map((use) => useView(use, words)),
    report,
    rehearsal: rehearsal ?? '',
  };
}

function brownoutOf({ brownout, lifecycle }: DigestSection, words: DigestWords): string {
  if (!brownout) return '';
  const { from, until, refused } = brownout;
  const view = { from: momentOf(from), until: momentOf(until), refused, sunset: lifecycle.sunset };
  return filled(refused > 0 ? words.report : words.ahead, view);
}

function useView({ major, operationId, element, calls, lastAt, evidence }: ShownUse, words: DigestWords) {
  const operation = `${operationId} (v${major})`;
  return {
    name: element === '' ? operation : `${operation} ${words.part} ${element}`,
    summary: filled(words.use, { calls, isOne: calls === 1, lastAt: momentOf(lastAt) }),
    evidence: evidence.map((each) => ({ at: momentOf(each.at), request: requestOf(each, words) })),
  };
}

function requestOf(
  { requestId, userAgent, minor, minorSource, status }: UseEvidence,
  words: DigestWords,
): string {
  const agent = userAgent === '' ? '–' : defanged(userAgent);
  const source = words.sources[minorSource];
  return filled(words.request, { requestId: defanged(requestId), status, minor, source, userAgent: agent });
}

/** A sentence with its places filled in. It is escaped later, where it gets into HTML. */
function filled(sentence: string, view: object): string {
  return mustache.render(sentence, view, undefined, { escape: String });
}

/** To the second, in UTC. */
function momentOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function absolute(path: string, home: string): string {
  return path.startsWith('/') ? `${home}${path}` : path;
}
