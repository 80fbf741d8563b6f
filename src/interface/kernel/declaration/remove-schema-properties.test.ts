import { expect } from 'chai';
import { removeSchemaProperties } from './remove-schema-properties.js';

const document = () => ({
  components: { schemas: { Tool: { properties: { id: {}, name: {} }, required: ['id', 'name'] } } },
});

describe('Taking properties out of a document', () => {
  it('takes them out of what there is and of what is required', () => {
    const one = document();
    removeSchemaProperties(one, 'Tool', ['name']);
    expect(one.components.schemas.Tool).to.deep.equal({ properties: { id: {} }, required: ['id'] });
  });

  it('leaves no empty list of what is required', () => {
    const one = document();
    removeSchemaProperties(one, 'Tool', ['name', 'id']);
    expect(one.components.schemas.Tool).to.deep.equal({ properties: {} });
  });

  it('is told off for what is not there', () => {
    expect(() => removeSchemaProperties(document(), 'Tool', ['colour'])).to.throw(
      'Tool has no property colour',
    );
    expect(() => removeSchemaProperties(document(), 'Lamp', ['id'])).to.throw('Lamp has no property id');
  });
});
