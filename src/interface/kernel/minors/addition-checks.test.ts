import { expect } from 'chai';
import { gadgets } from '../../../../test/support/fixture-api/gadgets.js';
import { reason } from '../../../domain/kernel/refusal.js';
import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import type { Shape } from '../shapes/shape.js';
import { additionFaults } from './addition-checks.js';
import { code, fields, operation, values, type AddedCode, type Addition } from '../declaration/additions.js';

const { version, routes } = gadgets(true);
const [growth] = version.changes;
const list = growth?.adds ?? [];

function shapeNamed(name: string): Shape<Record<string, unknown>> {
  const found = list.find((each) => 'shape' in each && each.shape.name === name);
  if (!found || !('shape' in found)) throw new Error(`There is no ${name}`);
  return found.shape as Shape<Record<string, unknown>>;
}

const [gadget, newGadget, query] = ['Gadget', 'NewGadget', 'GadgetQuery'].map(shapeNamed) as [
  Shape<Record<string, unknown>>,
  Shape<Record<string, unknown>>,
  Shape<Record<string, unknown>>,
];
const added = list.find((each) => each.adds === 'code') as AddedCode;
const { reason: reserved, standIn: taken } = added;
const gone = reason('not_found', 'gadgets.not_found', 'There is no such gadget.');
const unheard: RefusalReason = reason('conflict', 'gadgets.unheard', 'Nobody has heard of it.');

class Elsewhere {
  name?: string;
}

function faultsWith(addition: Addition): string[] {
  const changes = growth ? [{ ...growth, adds: [...list, addition] }] : [];
  return additionFaults({ version: { ...version, changes }, routes });
}

describe('The check of the list of a change', () => {
  it('accepts a list of everything', () => {
    expect(additionFaults({ version, routes })).to.deep.equal([]);
  });

  const cases: readonly (readonly [what: string, addition: Addition, fault: string])[] = [
    [
      'a shape of no operation',
      fields(Elsewhere, 'name'),
      'adds fields to Elsewhere, which no operation has',
    ],
    ['an unknown field', fields(gadget, 'colour'), 'adds the field Gadget.colour, which does not exist'],
    [
      'a required field of requests',
      fields(newGadget, 'name'),
      'adds the required field NewGadget.name to requests',
    ],
    [
      'an unknown value',
      values(query, 'sort', ['colour']),
      'adds the value colour to GadgetQuery.sort, which does not have it',
    ],
    [
      'a value of answers without a stand-in',
      values(gadget, 'state', ['out']),
      'adds values to Gadget.state of answers without older ones that stand for them',
    ],
    [
      'a stand-in that is as new',
      values(gadget, 'state', { in: 'repair' }),
      'lets repair stand for a value of Gadget.state, which did not have it before 1.1',
    ],
    [
      'a stand-in for a value of requests',
      values(query, 'sort', { price: 'id' }),
      'gives stand-ins for values of GadgetQuery.sort, which no answer has',
    ],
    [
      'a code that no operation declares',
      code(unheard, taken),
      'adds the code gadgets.unheard, which no operation declares',
    ],
    [
      'a code for an operation that does not declare it',
      code(reserved, taken, ['addGadget']),
      'adds the code gadgets.reserved to addGadget, which does not declare it',
    ],
    [
      'a stand-in with another status',
      code(reserved, gone, ['getGadget']),
      'lets gadgets.not_found stand for gadgets.reserved, which has another status',
    ],
    [
      'a stand-in that the operation did not declare',
      code(reserved, unheard, ['getGadget']),
      'lets gadgets.unheard stand for gadgets.reserved in getGadget, which did not declare it before 1.1',
    ],
    ['an unknown operation', operation('sellGadget'), 'adds the operation sellGadget, which does not exist'],
    [
      'an operation that existed before',
      operation('getGadget'),
      'adds the operation getGadget, which exists since 1.0',
    ],
  ];
  for (const [what, addition, fault] of cases) {
    it(`refuses ${what}`, () => {
      expect(faultsWith(addition)).to.include(`the change gadgets-grow ${fault}`);
    });
  }

  it('requires a change to name every operation of its minor', () => {
    const changes = growth ? [{ ...growth, adds: list.filter(({ adds }) => adds !== 'operation') }] : [];
    expect(additionFaults({ version: { ...version, changes }, routes })).to.deep.equal([
      'no change of 1.1 names the operation listPopularGadgets',
      'no change of 1.1 names the operation removeGadget',
    ]);
  });
});
