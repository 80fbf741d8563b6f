import { expect } from 'chai';
import fc from 'fast-check';
import { fault } from '../../../domain/kernel/field-fault.js';
import { sayFault, Sentences } from './sentences.js';

const sentence = '{{field}} must be one of {{allowed}}';
const sentences = new Sentences({
  de: [{ [sentence]: '{{field}} muss einer dieser Werte sein: {{allowed}}' }, { 'Not here.': 'Nicht hier.' }],
});
const [en, de] = [sentences.in('en'), sentences.in('de')];

describe('The sentences of refusals', () => {
  it('are in the language that is asked for', () => {
    expect(en.say('Not here.')).to.equal('Not here.');
    expect(de.say('Not here.')).to.equal('Nicht hier.');
  });

  it('stay English without a translation', () => {
    expect(de.say('Kind: {{kind}}. See a.b.', { kind: 'x' })).to.equal('Kind: x. See a.b.');
  });

  it('name the field by its own name, or by the path to it', () => {
    const wrong = fault('not_one_of', sentence, { allowed: ['a', 'b'] });
    expect(sayFault(en, 'authors.1.role', wrong)).to.equal('authors.1.role must be one of a, b');
    expect(sayFault(de, 'authors.1.role', { ...wrong, name: 'role' })).to.equal(
      'role muss einer dieser Werte sein: a, b',
    );
  });

  it('contain every value as it is, whatever a client has sent', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('{{allowed}}', '{{field}}', '$t(Not here.)', '$&', '$1', '<b>'),
    );
    fc.assert(
      fc.property(odd, fc.array(odd), (field, allowed) => {
        const wrong = fault('not_one_of', sentence, { allowed });
        const list = allowed.join(', ');
        expect(sayFault(en, field, wrong)).to.equal(`${field} must be one of ${list}`);
        expect(sayFault(de, field, wrong)).to.equal(`${field} muss einer dieser Werte sein: ${list}`);
      }),
    );
  });
});
