import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import { DeveloperQueries } from '../../../../application/usage/developers/developer-queries.js';
import { OwnClients } from '../../../../application/usage/developers/own-clients.js';
import { OwnDeprecations } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { MailLinks } from '../../../../application/usage/mails/mail-links.js';
import { dayMs } from '../../../../domain/kernel/lifecycle/lifecycle-days.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { ContractDiffs } from '../../../documentation/migration/contract-diffs.js';
import { namesOf } from './client-names.js';
import { clientsSection } from './clients-section.js';
import { endingsSection } from './endings-section.js';
import { mailsSection } from './mails-section.js';
import { reportSection } from './report-section.js';
import { rowsAtMost, usageSection } from './usage-section.js';
import type { DeveloperWords } from './words/words.js';

const windowDays = 30;
const mailsAtMost = 100;

/** Gathers what the owner of clients has to know, on one page. */
@injectable()
export class DeveloperOverview {
  constructor(
    @inject(OwnClients) private readonly clients: OwnClients,
    @inject(OwnDeprecations) private readonly deprecations: OwnDeprecations,
    @inject(DeveloperQueries) private readonly queries: DeveloperQueries,
    @inject(MailLinks) private readonly links: MailLinks,
    @inject(ContractDiffs) private readonly diffs: ContractDiffs,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async of(patronId: number, words: DeveloperWords): Promise<Html> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - windowDays * dayMs);
    const [clients, deprecations, calls, told] = await Promise.all([
      this.clients.of(patronId),
      this.deprecations.list({ patronId }),
      this.queries.calls(patronId, since, rowsAtMost),
      this.queries.told(patronId, mailsAtMost),
    ]);
    const nameOf = namesOf(clients, words);
    return sections(words, {
      endings: endingsSection(deprecations, { words, nameOf, now, links: this.links }),
      clients: clientsSection(words, clients, now),
      usage: usageSection(words, calls, nameOf),
      report: reportSection(words, this.diffs, calls),
      mails: mailsSection(words, told, nameOf),
    });
  }
}

type Section = 'endings' | 'clients' | 'usage' | 'report' | 'mails';

function sections(words: DeveloperWords, contents: Readonly<Record<Section, Html>>): Html {
  const all = Object.entries(contents) as [Section, Html][];
  return html`<nav aria-label="${words.contents}">
      <ul class="contents">
        ${all.map(([name]) => html`<li><a href="#${name}">${words[name]}</a></li>`)}
      </ul>
    </nav>
    ${all.map(
      ([name, content]) =>
        html`<section>
          <h2 id="${name}">${words[name]}</h2>
          ${content}
        </section> `,
    )}`;
}
