import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { exists, projectRoot, readDocument } from '../support/documents.js';

interface Rule {
  readonly alert: string;
  readonly annotations: Readonly<Record<string, string>>;
}

const rules = (parse(readDocument('docs/alerts.yml').text) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

/** Prometheus's own tool; `.ci/promtool` prints where it is. */
const promtool = process.env['PROMTOOL'] ?? 'promtool';

function check(...args: readonly string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(promtool, args, { cwd: projectRoot, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}

describe('The alert rules', () => {
  before(function () {
    if (check('--version').code === 0) return;
    const lack = 'there is no promtool: set PROMTOOL to the path that .ci/promtool prints';
    if (process.env['REQUIRE_PROMTOOL'] === '1') throw new Error(`REQUIRE_PROMTOOL=1, but ${lack}`);
    console.warn(`\n!!! The tests of the alert rules are PENDING: ${lack}.\n`);
    this.skip();
  });

  it('are valid for Prometheus', () => {
    const { code, said } = check('check', 'rules', 'docs/alerts.yml');
    expect(code, said).to.equal(0);
    expect(said).to.include(`${rules.length} rules found`);
  });

  for (const cases of ['alert-cases.yml', 'long-alert-cases.yml']) {
    it(`begin and end when they should, as in ${cases}`, function () {
      // Prometheus evaluates all rules over hours or days.
      this.timeout(60_000);
      const { code, said } = check('test', 'rules', `test/contract/${cases}`);
      expect(code, said).to.equal(0);
    });
  }
});

describe('The runbooks', () => {
  const named = rules.map(({ annotations }) => annotations['runbook'] ?? '');

  it('have a page of its own for each alert, named after it', () => {
    const expected = rules.map(
      ({ alert }) => `runbooks/${alert.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.md`,
    );
    expect(named).to.deep.equal(expected);
  });

  for (const { alert, annotations } of rules) {
    it(`say what to check and to do about ${alert}`, () => {
      const path = join('docs', annotations['runbook'] ?? '');
      expect(exists(path), path).to.equal(true);
      const { text } = readDocument(path);
      expect(text).to.match(new RegExp(`^# ${alert}\n`));
      expect(text)
        .to.match(/\n## Check\n/)
        .and.match(/\n## Do\n/);
    });
  }
});
