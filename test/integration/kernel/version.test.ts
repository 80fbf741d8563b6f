import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { projectRoot, readDocument } from '../../support/documents.js';
import { startService, type RunningService } from '../../support/service.js';

describe('/version', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  it('says name and version of the package, and the commit that was compiled', async () => {
    const { name, version } = JSON.parse(readDocument('package.json').text) as Record<string, string>;
    const made = `${projectRoot}/dist/commit`;
    const commit = existsSync(made)
      ? readFileSync(made, 'utf8').trim()
      : 'unknown: compiled outside of a git repository';
    const answer = await running.api.get('/version');
    expect(answer.body).to.deep.equal({ name, version, commit });
  });
});
