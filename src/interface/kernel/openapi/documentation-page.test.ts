import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { documentationPage } from './documentation-page.js';

describe('The page of the documentation', () => {
  let html: string;
  let policy: string;
  before(async () => ({ html, policy } = await documentationPage('Tools <v1>', '/v1/openapi.json')));

  it('loads its parts from this service alone', () => {
    const sources = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source);
    expect(sources).to.have.lengthOf(4);
    for (const source of sources) expect(source).to.match(/^\/docs\/assets\/\d+\.\d+\.\d+\/[\w.-]+$/);
    expect(html).to.not.match(/https?:\/\/(?!www\.w3\.org\/)/);
  });

  it('shows the document of its version, under its title', () => {
    expect(html).to.include('<title>Tools &lt;v1&gt;</title>');
    expect(html).to.include('"url":"/v1/openapi.json"');
    expect(html).to.include('"validatorUrl":null');
  });

  it('allows of the scripts and styles in the page only what stands there', () => {
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).to.include(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).to.match(/style-src 'self' 'sha256-[\w+/=]{44}';/);
    expect(policy).to.include("default-src 'none'").and.not.include('unsafe');
    expect(html).to.not.match(/ style=| on[a-z]+=/);
  });
});
