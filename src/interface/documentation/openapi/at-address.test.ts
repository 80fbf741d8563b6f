import { expect } from 'chai';
import * as v1 from '../../../../test/support/fixture-api/v1.js';
import { atAddress } from './at-address.js';
import { openApiDocument } from './document.js';

// oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
const document = openApiDocument(v1.version, v1.routes) as any;
const serversOf = (served: object) =>
  (served as typeof document).servers.map(({ url }: { url: string }) => url);

describe('A served document', () => {
  it('names the address of the service first, and then the host that it came from', () => {
    const served = atAddress(document, 'https://library.example') as typeof document;
    expect(serversOf(served)).to.deep.equal(['https://library.example', '/']);
    expect(served.info.contact.url).to.equal('https://library.example');
    expect(Object.keys(served)).to.deep.equal(Object.keys(document));
  });

  it('is the derived one where no address is known', () => {
    expect(atAddress(document, undefined)).to.equal(document);
    expect(serversOf(document)).to.deep.equal(['/']);
  });
});
