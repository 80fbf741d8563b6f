import { expect } from 'chai';
import * as v1 from '../../../../test/support/fixture-api/v1.js';
import type { BodyExamples, Route } from '../../kernel/declaration/route.js';
import { bodyExamples, refreshBodyExamples } from './request-examples.js';

const [, addTool] = v1.routes as readonly [Route, Route];
const components = {
  NewTool: {
    properties: { name: { type: 'string', examples: ['Saw'] }, note: { type: 'string' } },
    required: ['name'],
  },
};
const schema = { $ref: '#/components/schemas/NewTool' };
const plain = { summary: 'A tool', body: { name: 'Axe' } };
const noted = {
  summary: 'A tool with a note',
  body: { name: 'Axe', note: 'Sharp.' },
  sender: 'admin',
} as const;

function examplesOf(bodies: BodyExamples) {
  return bodyExamples({ ...addTool, examples: { bodies } }, schema, components);
}

describe('The examples of a body', () => {
  it('are composed of those of its fields where none is declared', () => {
    expect(bodyExamples(addTool, schema, components)).to.deep.equal({ example: { name: 'Saw' } });
  });

  it('are one without a name, or several by name with their senders', () => {
    expect(examplesOf({ plain })).to.deep.equal({ example: { name: 'Axe' } });
    expect(examplesOf({ plain, noted })).to.deep.equal({
      examples: {
        plain: { summary: 'A tool', value: { name: 'Axe' } },
        noted: {
          summary: 'A tool with a note',
          value: { name: 'Axe', note: 'Sharp.' },
          'x-audience': 'admin',
        },
      },
    });
  });

  it('have no field that an older minor does not know', () => {
    const { properties, required } = components.NewTool;
    const older = { NewTool: { properties: { name: properties.name }, required } };
    const media = examplesOf({ plain, noted });
    refreshBodyExamples(media, schema, older);
    expect(media.examples?.['noted']?.value).to.deep.equal({ name: 'Axe' });
  });

  it('are composed again where an older minor requires another field', () => {
    const older = { NewTool: { properties: { label: { examples: ['Saw'] } }, required: ['label'] } };
    const media = examplesOf({ plain });
    refreshBodyExamples(media, schema, older);
    expect(media.example).to.deep.equal({ label: 'Saw' });
  });
});
