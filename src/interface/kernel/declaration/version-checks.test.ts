import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { trimLamp } from '../../../../test/support/fixture-api/trimmings.js';
import * as v1 from '../../../../test/support/fixture-api/v1.js';
import type { ContractChange } from './contract-change.js';
import { guidePath } from '../../documentation/discovery/guide.js';
import { DeprecatedField } from './deprecated-fields.js';
import type { Lifecycle } from './lifecycle.js';
import { checkVersions } from './version-checks.js';
import { operation } from '../minors/additions.js';
import { route, type Route } from './route.js';
import { ok } from './reply.js';
import type { ApiVersion } from './version.js';

const guides = new Set(lamps.guides.map(({ id }) => guidePath(id)));

const plain = route({
  operationId: 'showManual',
  method: 'GET',
  path: '/manual',
  since: '1.0',
  summary: 'Show the manual',
  audience: 'anonymous',
  responds: { 200: { mediaType: 'text/plain', example: 'Turn it on.' } },
  handle: async () => ok('Turn it on.'),
});

function faultsOf(version: Partial<ApiVersion>, more: readonly Route[] = []): string[] {
  const first = { version: { ...lamps.version, ...version }, routes: [...lamps.routes, plain, ...more] };
  try {
    checkVersions([first, lamps.second], guides);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}

const named = lamps.label.operations ?? [];

const changed = (changes: Partial<ContractChange>): Partial<ApiVersion> => ({
  changes: [lamps.watts, { ...lamps.label, ...changes }],
});

describe('The check of the versions', () => {
  it('accepts kept promises', () => {
    expect(faultsOf({})).to.deep.equal([]);
  });

  it('accepts a change that only brings operations', () => {
    const dimming = { id: 'lamps-dimming', minor: '1.2', title: 'Dim.', why: 'At night.' };
    const bringing = (id: string) => ({ changes: [lamps.watts, { ...dimming, adds: [operation(id)] }] });
    expect(faultsOf(bringing('dimLamp'))).to.deep.equal([]);
    expect(faultsOf(bringing('getLamp'))).to.deep.equal([
      'v1: the change lamps-dimming adds the operation getLamp, which exists since 1.0',
      'v1: no change of 1.2 names the operation dimLamp',
    ]);
  });

  it('refuses a sunset for a field of answers, which no minor loses', () => {
    expect(faultsOf({}, [trimLamp])).to.deep.equal([]);
    const ending = { ...lamps.burning, id: 'colour' };
    class Coloured {
      colour!: string;
    }
    DeprecatedField(ending)(Coloured.prototype, 'colour');
    expect(faultsOf({}, [{ ...trimLamp, responds: { 201: Coloured } }])).to.deep.equal([
      'v1 trimLamp answer colour has a sunset of its own, but only a major can remove a field of an answer',
    ]);
  });

  const cases: readonly [what: string, changes: Partial<ContractChange>, fault: string][] = [
    ['a repeated id', { id: 'lamps-watts' }, 'v1: the id lamps-watts belongs to two changes'],
    [
      'an unknown operation',
      { operations: [...named, 'sellLamp'] },
      'v1: the change lamps-label names the operation sellLamp, which does not exist',
    ],
    [
      'an operation whose answers are not JSON',
      { operations: [...named, 'showManual'] },
      'v1: the change lamps-label names the operation showManual, whose answers are not JSON',
    ],
    [
      'an example of another operation',
      { operations: ['listLamps'] },
      'v1: the change lamps-label has an example of an operation that it does not alter',
    ],
    [
      'an example that it does not downgrade',
      { downgradeResponse: ({ body }) => body },
      'v1: the change lamps-label does not turn `after` of its example into `before`',
    ],
    [
      'an example that it downgrades in another order',
      { downgradeResponse: () => ({ label: 'Lamp', id: 1, watts: 40 }) },
      'v1: the change lamps-label does not turn `after` of its example into `before`',
    ],
    [
      'an example on which it fails',
      { downgradeResponse: () => JSON.parse('{') as unknown },
      'v1: the change lamps-label does not turn `after` of its example into `before`',
    ],
    ['a minor left out', { minor: '1.3' }, 'v1: the minors are 1.0, 1.1, 1.3, but should be 1.0, 1.1, 1.2'],
  ];
  for (const [what, changes, fault] of cases) {
    it(`refuses ${what}`, () => {
      expect(faultsOf(changed(changes))).to.include(fault);
    });
  }

  it('refuses minors that do not ascend', () => {
    expect(
      faultsOf({
        changes: [
          { ...lamps.watts, minor: '1.2' },
          { ...lamps.label, minor: '1.1' },
        ],
      }),
    ).to.include('v1: the minors are 1.0, 1.2, 1.1, but should be 1.0, 1.1, 1.2');
  });

  it('refuses a route since an unknown minor', () => {
    expect(faultsOf({}, [{ ...plain, operationId: 'later', since: '1.7' }])).to.include(
      'v1: later exists since 1.7, but no change adds this minor',
    );
  });

  const ends: readonly [what: string, lifecycle: Partial<Lifecycle>, fault: string][] = [
    [
      'a notice that is too short',
      { sunset: '2027-06-01' },
      'v1 endShow is gone 182 days after its deprecation; 365 are promised',
    ],
    [
      'an unknown successor',
      { successor: { operationId: 'getBestTool', href: '/v3/tools' } },
      'v1 endShow has an unknown successor: /v3/tools',
    ],
    [
      'a successor of another operation',
      { successor: { operationId: 'getWorstTool', href: '/v2/tools/best' } },
      'v1 endShow has an unknown successor: /v2/tools/best',
    ],
    ['an unknown guide', { guide: '/docs/guides/x' }, 'v1 endShow has an unknown guide: /docs/guides/x'],
    ['an id twice', { id: 'lamps-burning' }, 'the id lamps-burning belongs to two lifecycles'],
  ];
  for (const [what, lifecycle, fault] of ends) {
    it(`refuses a lifecycle with ${what}`, () => {
      const own = { ...lamps.burning, id: 'end-show', ...lifecycle };
      expect(faultsOf({}, [{ ...plain, operationId: 'endShow', lifecycle: own }])).to.deep.equal([fault]);
    });
  }

  it('requires two years for a whole major', () => {
    const lifecycle = { ...lamps.burning, id: 'v1', successor: { operationId: '', href: '/v2' } };
    expect(faultsOf({ lifecycle })).to.deep.equal([
      'v1 is gone 365 days after its deprecation; 730 are promised',
    ]);
    expect(faultsOf({ lifecycle: { ...lifecycle, sunset: '2028-12-01' } })).to.deep.equal([]);
  });

  it('reports all faults of all versions at once', () => {
    const lifecycle = { ...lamps.burning, id: 'v1', guide: '/docs/guides/x', sunset: 'soon' };
    const faults = faultsOf({
      ...changed({ id: 'lamps-watts', operations: ['getLamp', 'nothing'] }),
      lifecycle,
    });
    expect(faults).to.have.lengthOf(4);
  });

  it('accepts a version without changes', () => {
    expect(() => checkVersions([{ version: v1.version, routes: v1.routes }], new Set())).to.not.throw();
  });
});
