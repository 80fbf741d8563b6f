import { expect } from 'chai';
import { parse } from 'yaml';
import { Metrics } from '../../src/infrastructure/kernel/observability/metrics.js';
import { readDocument } from '../support/documents.js';
import { codeSpans, tableRows } from '../support/markdown.js';

/** A metric as a process exports it: its kind, and its labels. */
interface Told {
  readonly kind: string;
  readonly labels: ReadonlySet<string>;
}

const job = {
  job: 'expected',
  schedule: '* * * * *',
  intervalSeconds: 60,
  startedAt: null,
  endedAt: null,
  succeededAt: null,
  failedAt: null,
  failures: 0,
  fault: null,
};
const queue = { queue: 'notices', waiting: 1, failing: 0, attempts: 1, nextAt: null };

/** All of them, once each. */
async function everything(): Promise<Map<string, Told>> {
  const metrics = new Metrics();
  metrics.watchPool(() => ({ used: 1, idle: 2, waiting: 3 }));
  metrics.watchStores({ cache: () => true, limits: () => false });
  metrics.watchReads(() => ({ replica: 1, primary: 2 }));
  metrics.watchReplica(() => true);
  metrics.watchWork(() => ({
    deliveries: { lag: () => Promise.resolve(4) },
    jobs: { list: () => Promise.resolve([job]) },
    mails: [{ state: () => Promise.resolve(queue) }],
    lifecycles: { byState: () => Promise.resolve({ held: 1 }) },
    months: { countAhead: () => Promise.resolve(3) },
  }));
  const answered = { requestId: 'a', method: 'GET', operationId: 'listBooks', route: '/v1/books', ms: 5 };
  const rest = {
    status: 404,
    caller: 'anonymous',
    code: 'a.code',
    version: '1.0',
    traceId: undefined,
  } as const;
  metrics.expectJob('expected');
  metrics.answered({ ...answered, ...rest });
  metrics.cacheReads.inc({ result: 'hit' });
  metrics.limitsRefused.inc({ policy: 'sign-in' });
  metrics.twinsCompared.inc({ kind: 'book' });
  metrics.twinsDiffered.inc({ kind: 'book', path: '$.title', intended: 'false' });
  await metrics.job('good', () => Promise.resolve());
  await metrics.job('bad', () => Promise.reject(new Error('bad'))).catch(() => undefined);
  return told((await metrics.read()).text);
}

function told(text: string): Map<string, Told> {
  const kinds = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Map(
    kinds.map(([, name = '', kind = '']) => {
      const samples = text.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} `, 'gm'));
      const labels = [...samples].flatMap(([, all = '']) =>
        [...all.matchAll(/(\w+)="/g)].map(([, one]) => one ?? ''),
      );
      return [name, { kind, labels: new Set(labels.filter((label) => label !== 'le')) }];
    }),
  );
}

/** The metrics and labels of Prometheus itself, and those that a scrape adds to every metric. */
const added = new Set(['job', 'instance', 'le']);

/** The unknown metrics, and unknown labels, of an expression. */
function unknownIn(expression: string, known: ReadonlyMap<string, Told>): string[] {
  const names = [...expression.matchAll(/\b(?:shelflife|process|nodejs)_\w+/g)].map(([name]) => name);
  const base = (name: string) => (known.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, ''));
  const labels = new Set(names.flatMap((name) => [...(known.get(base(name))?.labels ?? [])]));
  const matched = [...expression.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label);
  const grouped = [...expression.matchAll(/\b(?:by|without) \(([^)]*)\)/g)].flatMap(([, all = '']) =>
    all.split(/,\s*/),
  );
  return [
    ...names.filter((name) => !known.has(base(name))),
    ...[...matched, ...grouped].filter((label) => !labels.has(label) && !added.has(label)),
  ];
}

/** Some labels of a library appear only now and then: after a garbage collection, for example. */
function row(name: string, kind: string, labels: readonly string[]): string[] {
  return name.startsWith('shelflife_') ? [name, kind, ...labels.toSorted()] : [name, kind];
}

interface Rules {
  readonly groups: readonly { rules: readonly { alert: string; expr: string; annotations: object }[] }[];
}

interface Dashboard {
  readonly panels: readonly { title: string; targets: readonly { expr: string; legendFormat: string }[] }[];
}

describe('The documentation for operators', () => {
  let known: Map<string, Told>;
  before(async () => {
    known = await everything();
  });

  it('names every metric with its kind and its labels, and no other', () => {
    const rows = tableRows(readDocument('docs/observability.md').text).filter(([name]) =>
      /^`(?:shelflife|process|nodejs)_/.test(name ?? ''),
    );
    const documented = rows.map(([name = '', kind = '', labels = '']) =>
      row(codeSpans(name)[0] ?? '', kind, codeSpans(labels)),
    );
    const actual = [...known].map(([name, { kind, labels }]) => row(name, kind, [...labels]));
    expect(documented).to.have.deep.members(actual);
  });

  it('has alerts with known metrics and labels only, and with instructions', () => {
    const { groups } = parse(readDocument('docs/alerts.yml').text) as Rules;
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).to.be.above(5);
    for (const { alert, expr, annotations } of rules) {
      expect(unknownIn(expr, known), alert).to.deep.equal([]);
      expect(annotations, alert).to.have.keys(['summary', 'action', 'runbook']);
    }
  });

  it('has a dashboard with known metrics and labels only', () => {
    const { panels } = JSON.parse(readDocument('docs/grafana-dashboard.json').text) as Dashboard;
    const targets = panels.flatMap((panel) => panel.targets.map((target) => ({ ...target, ...panel })));
    expect(targets.length).to.be.above(10);
    for (const { title, expr, legendFormat } of targets) {
      expect(unknownIn(expr, known), title).to.deep.equal([]);
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => `${label}="`);
      expect(unknownIn(`${expr} ${shown.join(' ')}`, known), title).to.deep.equal([]);
    }
  });

  it('is checked for unknown metrics and labels', () => {
    expect(unknownIn('rate(shelflife_nothing_total{status="500"}[5m])', known)).to.deep.equal([
      'shelflife_nothing_total',
      'status',
    ]);
    expect(
      unknownIn('sum by (le, user) (shelflife_http_request_duration_seconds_bucket)', known),
    ).to.deep.equal(['user']);
  });
});
