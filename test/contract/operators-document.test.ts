import { expect } from 'chai';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { readDocument } from '../support/documents.js';
import { startService, type RunningService } from '../support/service.js';

const copy = 'test/contract/ops-v1.openapi.json';

describe("The document of the operators' API", () => {
  let service: RunningService;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  it('is the committed copy, so that a change of it is seen in a review', () => {
    const [ops] = service.service.standalone;
    if (!ops) throw new Error('There is no API of operators.');
    const served: unknown = JSON.parse(JSON.stringify(openApiDocument(ops.version, ops.routes)));
    const how = `Write it anew with: npm run cli -- openapi --api ops --out ${copy}`;
    expect(served, how).to.deep.equal(JSON.parse(readDocument(copy).text));
  });
});
