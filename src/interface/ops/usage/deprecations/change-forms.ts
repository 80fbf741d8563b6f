import type { EndOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { everything } from '../../../../application/usage/lifecycle/decisions.js';
import { html, type Html } from '../../../documentation/discovery/html.js';
import { changeForm, changes, choice, dayField, type ChangeForm } from '../../kernel/console/change-form.js';
import { count } from '../../kernel/console/parts.js';
import { callersOf } from './present-end.js';

const action = '/ops/deprecations';

/** What an operator can decide about one end of life. */
export function formsOf(end: EndOfLife): Html {
  const { lifecycle } = end;
  const forms = [
    ...(lifecycle.sunset === undefined ? [] : [brownoutForm(end), holdForm(end)]),
    ...anonymousForm(end),
    ...(lifecycle.sunset === undefined ? [] : consentForm(end)),
  ];
  if (forms.length === 0) return html``;
  const made = forms.map(({ sent, ...form }) =>
    changeForm(action, { ...form, sent: { ...sent, id: lifecycle.id } }),
  );
  return changes(`Decide about ${lifecycle.id}`, made);
}

/** The switch for the brownouts of all. */
export function formOfAll(areOff: boolean): Html {
  const form: ChangeForm = areOff
    ? {
        title: 'Let brownouts take place',
        hint: 'Those that are off by themselves stay off.',
        button: 'Switch all on',
        sent: { change: 'brownouts', id: everything, on: 'true' },
      }
    : {
        title: 'Stop all brownouts',
        hint: 'For an incident: none takes place until you switch them on again.',
        button: 'Switch all off',
        sent: { change: 'brownouts', id: everything, on: 'false' },
      };
  return changes('Decide about all brownouts', [changeForm(action, form)]);
}

function brownoutForm({ lifecycle, switches }: EndOfLife): ChangeForm {
  const isOff = switches.some(
    ({ kind, lifecycleId }) => kind === 'no_brownouts' && lifecycleId === lifecycle.id,
  );
  return {
    title: isOff ? 'Let its brownouts take place' : 'Stop its brownouts',
    hint: isOff ? 'From the next one on.' : 'A running one ends, and none begins.',
    button: isOff ? 'Switch on' : 'Switch off',
    sent: { change: 'brownouts', on: String(isOff) },
  };
}

function holdForm({ lifecycle, switches }: EndOfLife): ChangeForm {
  const isHeld = switches.some(({ kind, lifecycleId }) => kind === 'hold' && lifecycleId === lifecycle.id);
  return {
    title: isHeld ? 'Release its sunset' : 'Hold its sunset',
    hint: isHeld ? 'Then clients and their consents decide.' : 'It is answered, also after its sunset.',
    button: isHeld ? 'Release' : 'Hold',
    sent: { change: 'hold', on: String(!isHeld) },
  };
}

function anonymousForm({ facts: { anonymous } }: EndOfLife): ChangeForm[] {
  const { calls, confirmed } = anonymous;
  if (calls <= confirmed) return [];
  return [
    {
      title: 'Confirm calls without a token',
      hint: `${count(calls)} in 30 days, of which ${count(confirmed)} are confirmed. More than that hold the sunset again.`,
      button: `Confirm ${count(calls)}`,
      sent: { change: 'anonymous', calls: String(calls) },
    },
  ];
}

function consentForm(end: EndOfLife): ChangeForm[] {
  const open = callersOf(end).filter((caller) => caller.class === 'external' && !caller.consented);
  if (open.length === 0) return [];
  const clients = Object.fromEntries(open.map(({ consumer, name }) => [String(consumer), name]));
  const kinds = { consent: 'Consent: the sunset takes place', extension: 'Extension: put it off once' };
  return [
    {
      title: 'Agree for a client',
      hint: 'In the place of its owner, who has told you so.',
      button: 'Agree',
      sent: { change: 'consent' },
      fields: html`${choice('Client', 'consumer', clients)} ${choice('Agreement', 'kind', kinds)}
      ${dayField('End of an extension', 'until')}`,
    },
  ];
}
