import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { documentationPage } from './documentation-page.js';

describe('The page of the documentation', () => {
  let server: Server;
  let answer: Response;
  let html: string;
  let policy: string;

  before(async () => {
    const app = new Koa().use(
      await documentationPage({
        title: 'Tools <v1>',
        documentPath: '/v1/openapi.json',
        operationsPath: '/docs/operations/v1',
        publicUrl: undefined,
      }),
    );
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    html = await answer.text();
    policy = answer.headers.get('content-security-policy') ?? '';
  });

  after(() => server.close());

  it('is answered by a Koa middleware', () => {
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('text/html; charset=utf-8');
  });

  it('loads its parts from this service only', () => {
    const sources = [...html.matchAll(/<(?:link|script)[^>]* (?:src|href)="([^"]*)"/g)].map(
      ([, source]) => source,
    );
    expect(sources).to.have.lengthOf(4);
    for (const source of sources) expect(source).to.match(/^\/docs\/assets\/\d+\.\d+\.\d+\/[\w.-]+$/);
    expect(html).to.not.match(/https?:\/\/(?!www\.w3\.org\/)/);
  });

  it('shows the document of its version, under its title', () => {
    expect(html).to.include('<title>Tools &lt;v1&gt;</title>');
    expect(html).to.include('"url":"/v1/openapi.json"');
    expect(html).to.include('"validatorUrl":null');
  });

  it('can filter, opens at a link to an operation, and leads back to the documentation', () => {
    expect(html).to.include('"deepLinking":true,"filter":true');
    for (const path of ['/', '/docs', '/docs/operations/v1'])
      expect(html).to.match(new RegExp(`<nav[^]*<a href="${path}">[^]*</nav>`));
  });

  it('allows only its own inline scripts and styles', () => {
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).to.include(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).to.match(/style-src 'self' 'sha256-[\w+/=]{44}';/);
    expect(policy).to.include("default-src 'none'").and.not.include('unsafe');
    expect(html).to.not.match(/ style=| on[a-z]+=/);
  });
});
