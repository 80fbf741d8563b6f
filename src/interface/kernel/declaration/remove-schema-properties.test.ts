import { expect } from 'chai';
import { removeSchemaProperties } from './remove-schema-properties.js';

const document = () => ({
  components: { schemas: { Tool: { properties: { id: {}, name: {} }, required: ['id', 'name'] } } },
});

describe('Removing properties from a document', () => {
  it('removes them from the properties and from the required ones', () => {
    const one = document();
    removeSchemaProperties(one, 'Tool', ['name']);
    expect(one.components.schemas.Tool).to.deep.equal({ properties: { id: {} }, required: ['id'] });
  });

  it('leaves no empty list of required ones', () => {
    const one = document();
    removeSchemaProperties(one, 'Tool', ['name', 'id']);
    expect(one.components.schemas.Tool).to.deep.equal({ properties: {} });
  });

  it('fails for a missing property', () => {
    expect(() => removeSchemaProperties(document(), 'Tool', ['colour'])).to.throw(
      'Tool has no property colour',
    );
    expect(() => removeSchemaProperties(document(), 'Lamp', ['id'])).to.throw('Lamp has no property id');
  });
});
