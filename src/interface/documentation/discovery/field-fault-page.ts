import type { FaultCode } from '../../../domain/kernel/field-fault.js';
import { html } from './html.js';
import { page } from './page.js';

export const fieldFaultPath = '/docs/problems/fields';

/** What a code means, and the names of the parameters that it always has. */
interface Explained {
  readonly means: string;
  readonly parameters?: readonly string[];
}

const codes: Readonly<Record<FaultCode, Explained>> = {
  missing: { means: 'The field is required.' },
  unknown_field: { means: 'No such field is known here.' },
  wrong_type: { means: 'The value has another type.', parameters: ['expected'] },
  wrong_format: { means: 'The text does not have the format.', parameters: ['format'] },
  wrong_check_digit: { means: 'The number is mistyped: its check digit does not fit.' },
  wrong_characters: { means: 'The text has a character that it cannot have.' },
  not_one_of: { means: 'The value is not one of those that are allowed.', parameters: ['allowed'] },
  too_small: { means: 'The number is below the least one.', parameters: ['minimum'] },
  too_large: { means: 'The number is above the greatest one.', parameters: ['maximum'] },
  too_short: { means: 'The text has fewer characters than it must have.', parameters: ['minimum'] },
  too_long: { means: 'The text has more characters than it may have.', parameters: ['maximum'] },
  too_few: { means: 'The list has fewer elements than it must have.', parameters: ['minimum'] },
  too_many: { means: 'The list has more elements than it may have.', parameters: ['maximum'] },
  repeated: { means: 'The list has something more than once.', parameters: [] },
  too_deep: { means: 'The value is nested in more levels than it may be.', parameters: ['maximum'] },
  blank: { means: 'A reader would see nothing of the text.' },
  empty: { means: 'The file has no content.' },
  placeholder: { means: 'The value stands for one that is unknown or does not exist, such as the year 0.' },
  past: { means: 'The time has passed already.' },
  unreadable: { means: 'The value cannot be read.' },
  invalid: { means: 'Something else is wrong. The sentence says it.' },
};

/** The page of all codes of field faults. */
export function fieldFaultPage(): string {
  return page(
    'Faults of fields',
    html`<p class="lead">
        A refused request names each field that is wrong, with a code, its parameters, and a sentence for
        people.
      </p>
      <p>
        The codes and parameters are the same in all versions and languages: <code>details</code> has them in
        v1, <code>errors</code> in v2. Branch on the code. New codes can be added, so treat an unknown one
        like <code>invalid</code>. Parameters beside those listed can be added, too.
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Code</th>
              <th>What it means</th>
              <th>Parameters</th>
            </tr>
          </thead>
          <tbody>
            ${Object.entries(codes).map(
              ([code, { means, parameters = [] }]) =>
                html`<tr>
                  <td><code>${code}</code></td>
                  <td>${means}</td>
                  <td>${parameters.map((name) => html`<code>${name}</code> `)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}
