import type {
  OwnDeprecation,
  OwnUse,
  UseEvidence,
} from '../../../../application/usage/lifecycle/own-deprecations.js';
import type { MailLinks } from '../../../../application/usage/mails/mail-links.js';
import { rehearsalCommand } from '../../../../application/usage/mails/rehearsal-command.js';
import { dayMs, startOf } from '../../../../domain/kernel/lifecycle/lifecycle-days.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { stateAt } from '../../../kernel/declaration/lifecycle.js';
import { answerForms } from './answer-forms.js';
import type { ClientNames } from './client-names.js';
import { count, dayOf, moment, table } from './parts.js';
import type { DeveloperWords } from './words/words.js';

/** What the section depends on besides the deprecations. */
export interface Surroundings {
  readonly words: DeveloperWords;
  readonly nameOf: ClientNames;
  readonly now: Date;
  readonly links: Pick<MailLinks, 'operation'>;
}

/** What the own clients call that will go away, with everything that can be done about it. */
export function endingsSection(deprecations: readonly OwnDeprecation[], around: Surroundings): Html {
  if (deprecations.length === 0) return html`<p class="none">${around.words.nothingEnds}</p>`;
  return html`${deprecations.map((each) => ending(each, around))}`;
}

function ending(own: OwnDeprecation, around: Surroundings): Html {
  const { lifecycle, known, uses } = own;
  const { words, nameOf, now } = around;
  const { id, deprecated, sunset, successor, guide } = lifecycle;
  const state = stateAt(now, lifecycle, known);
  return html`<section class="card" id="${id}">
    <h3>${id} <span class="state ${state}">${words.states[state]}</span></h3>
    <p>
      ${words.from(deprecated)} ${sunset === undefined ? words.withoutSunset : words.until(sunset)}
      ${successor === undefined ? words.nothingInstead : html`${words.instead} <code>${successor}</code>.`}
      <a href="${guide}">${words.guide}</a>
    </p>
    ${useTable(own, around)} ${uses.map((use) => evidenceOf(use, around))}
    ${
      sunset === undefined || state === 'gone'
        ? ''
        : html`<h4>${words.rehearsalTitle}</h4>
            <p>${words.rehearsalLead}</p>
            ${commandsOf(own, sunset, around)}
            <h4>${words.answerTitle}</h4>
            ${answerForms(words, own, nameOf)}`
    }
  </section>`;
}

function useTable({ lifecycle, uses, agreements }: OwnDeprecation, { words, nameOf }: Surroundings): Html {
  const { column } = words;
  const answerOf = ({ consumerId }: OwnUse): Html => {
    const own = agreements.filter((each) => each.consumerId === consumerId);
    if (own.length === 0) return html`<span class="soft">${words.notAgreed}</span>`;
    const said = own.map(({ until, at }) => (until ? words.putOff(dayOf(until)) : words.agreed(dayOf(at))));
    return html`<span class="yes">${said.join(', ')}</span>`;
  };
  return table(
    `${words.users}: ${lifecycle.id}`,
    [
      {
        title: column.client,
        cell: ({ consumerId }: OwnUse) => html`<strong>${nameOf(consumerId)}</strong>`,
      },
      { title: column.operation, cell: operationOf },
      { title: column.calls, cell: ({ calls }: OwnUse) => count(calls), isNumber: true },
      { title: column.lastCall, cell: ({ lastAt }: OwnUse) => moment(lastAt) },
      { title: column.answer, cell: answerOf },
    ],
    uses,
  );
}

function operationOf({ major, operationId, element }: OwnUse): Html {
  return html`v${major} <code>${operationId}</code>${element === '' ? '' : html` <code>${element}</code>`}`;
}

function evidenceOf(use: OwnUse, { words, nameOf }: Surroundings): Html {
  if (use.evidence.length === 0) return html``;
  const { column, sources } = words;
  const title = html`${words.evidence(use.evidence.length)}: ${nameOf(use.consumerId)}, ${operationOf(use)}`;
  const caption = `${words.evidence(use.evidence.length)}: ${nameOf(use.consumerId)}, ${use.operationId} ${use.element}`;
  return html`<details>
    <summary>${title}</summary>
    ${table(
      caption.trim(),
      [
        { title: column.time, cell: ({ at }: UseEvidence) => moment(at) },
        { title: column.requestId, cell: ({ requestId }: UseEvidence) => html`<code>${requestId}</code>` },
        { title: column.userAgent, cell: ({ userAgent }: UseEvidence) => userAgent },
        {
          title: column.minor,
          cell: ({ minor, minorSource }: UseEvidence) => `${minor} (${sources[minorSource]})`,
        },
        { title: column.status, cell: ({ status }: UseEvidence) => status, isNumber: true },
      ],
      use.evidence,
    )}
  </details>`;
}

/** One for each request that is called. After its sunset, something held is asked for as of tomorrow. */
function commandsOf({ uses }: OwnDeprecation, sunset: string, { words, links, now }: Surroundings): Html {
  const day = dayOf(new Date(Math.max(startOf(sunset).getTime(), now.getTime() + dayMs)));
  const commands = uses.map(({ evidence, ...use }) => {
    const minor = evidence[0]?.minor ?? `${use.major}.0`;
    return rehearsalCommand({ ...use, minor }, day, links) ?? '';
  });
  return html`${[...new Set(commands)].map(
    (command) =>
      html`<div class="command">
        <pre tabindex="0">${command}</pre>
        <button type="button" hidden data-copied="${words.copied}">${words.copy}</button>
      </div>`,
  )}`;
}
