import { expect } from 'chai';
import { readDocument } from '../support/documents.js';
import { section, tableRows } from '../support/markdown.js';
import {
  application,
  manifest,
  manifestText,
  policy,
  processOf,
  procfile,
  variables,
} from './project-files.js';
import { faultsOfManifest, faultsOfPolicy } from './schemas.js';

describe('The manifest', () => {
  it('contains no key that the platform would silently ignore', () => {
    expect(faultsOfManifest(manifest)).to.deep.equal([]);
    const [first, ...others] = application.processes;
    const processes = [{ ...first, 'healthcheck-type': 'http' }, ...others];
    const misspelt = { ...manifest, applications: [{ ...application, processes }] };
    expect(faultsOfManifest(misspelt)).to.deep.equal([
      '/applications/0/processes/0 must NOT have additional properties healthcheck-type',
    ]);
  });

  it('takes every variable from vars.example.yml, and leaves none there unused', () => {
    const used = [...manifestText.matchAll(/\(\((\w+)\)\)/g)].map(([, name]) => name);
    expect([...new Set(used)]).to.have.members(Object.keys(variables));
  });

  it('contains no secret, and nothing that the platform or a binding sets', () => {
    const names = Object.keys(application.env).filter(
      (name) => !['NODE_USE_SYSTEM_CA', 'PUBLIC_URL'].includes(name),
    );
    expect(
      names.filter((name) => /SECRET|PASSWORD|TOKEN|_URL|_CA$|^PORT$|^VCAP|^CF_/.test(name)),
    ).to.deep.equal([]);
    expect(manifestText).not.to.match(/:\/\/[^\s/]*@/);
  });

  it('binds the services that its variables name', () => {
    const bound = application.services.map(({ binding_name: name }) => name);
    expect(bound).to.include.members([
      application.env['DATABASE_SERVICE'],
      application.env['REDIS_SERVICE'],
      'secrets',
    ]);
  });

  it('sends mail in the name of the library, and counts usage', () => {
    expect(application.env).to.include.keys('MAIL_FROM', 'LIBRARY_EMAIL', 'METRICS_PORT');
    // Its address contains a password, so it comes with the secrets. An update replaces all of them: one to add a new
    // key for tokens, and one to use it.
    const commands = readDocument('docs/operations.md').text.match(/^cf .*user-provided-service.*$/gm) ?? [];
    expect(commands).to.have.length(3);
    for (const command of commands) expect(command).to.include('JWT_SECRET').and.to.include('SMTP_URL');
  });

  it('has as many instances of the service as the autoscaler keeps', () => {
    expect(policy.instance_min_count).to.equal(processOf('web').instances);
  });

  it('has at least two instances, and the health checks at their addresses', () => {
    const web = processOf('web');
    expect(web.instances).to.be.at.least(2);
    expect(web['health-check-http-endpoint']).to.equal('/health/live');
    expect(web['readiness-health-check-http-endpoint']).to.equal('/health/ready');
  });
});

describe('The Procfile', () => {
  it('has a command for each process of the manifest, in which Node replaces the shell', () => {
    expect(Object.keys(procfile)).to.have.members(application.processes.map(({ type }) => type));
    for (const command of Object.values(procfile)) expect(command).to.match(/; exec node [^;&|]+$/);
  });
});

describe('The autoscaler policy', () => {
  it('is valid for the autoscaler', () => {
    expect(faultsOfPolicy(policy)).to.deep.equal([]);
  });

  it('never scales to more connections than PostgreSQL has, also during a deployment', () => {
    const rows = tableRows(section(readDocument('docs/operations.md').text, 'Connections'));
    const [all = 0, ...parts] = rows.map(([, figure = '']) => Number(figure)).toReversed();
    const pool = Number(application.env['DATABASE_POOL_MAX']);
    // One instance more than the maximum: a deployment starts the next one before it stops an old one.
    expect(parts.toReversed().slice(0, 2)).to.deep.equal([policy.instance_max_count * pool, pool]);
    expect(parts.reduce((sum, part) => sum + part, 0))
      .to.equal(all)
      .and.to.be.at.most(100);
  });
});

describe('The engines of package.json', () => {
  it('require only a Node that the buildpack has', () => {
    const { engines } = JSON.parse(readDocument('package.json').text) as { engines: { node: string } };
    // Of buildpack 1.9: a range that matches none of its versions fails the staging.
    const majors = engines.node.split(' || ').map((range) => /^\^(\d+)\.\d+\.\d+$/.exec(range)?.[1]);
    expect(['22', '24']).to.include.members(majors);
  });
});
