import { problemPath } from '../../kernel/errors/problem-path.js';
import { guidePath, type Guide } from '../discovery/guide.js';
import { adviceOnKind, type AdviceByCode } from '../problems/advice.js';
import { kernelAdvice } from '../problems/kernel-advice.js';
import { problemsOf } from '../problems/problems.js';
import type { DocumentedApi } from './documented-api.js';
import type { Topic } from './search.js';

/** Everything that a search can find: guides first, then problems and operations of the newest APIs. */
export async function topicsOf(
  guides: readonly Guide[],
  apis: readonly DocumentedApi[],
  advice: AdviceByCode,
): Promise<Topic[]> {
  const operations: Topic[] = [];
  for (const api of apis) operations.push(...(await operationTopics(api)));
  return [...guides.map(guideTopic), ...operations, ...problemTopics(apis, advice)];
}

function guideTopic({ id, title, summary = '', text = '' }: Guide): Topic {
  return { kind: 'Guide', path: guidePath(id), title, lead: plain(summary), text };
}

async function operationTopics(api: DocumentedApi): Promise<Topic[]> {
  const { operations } = await api.contract();
  return [...operations.values()].map(
    ({ operationId, method, path, summary, description, tag, parameters }) => ({
      kind: `Operation of ${api.title}`,
      path: api.pathOf(operationId),
      title: summary,
      lead: `${method} ${path}`,
      text: [operationId, tag, description, ...parameters.map(({ name }) => name)].join(' '),
    }),
  );
}

function problemTopics(apis: readonly DocumentedApi[], advice: AdviceByCode): Topic[] {
  const all: AdviceByCode = { ...kernelAdvice, ...advice };
  return problemsOf(apis.map(({ mounted }) => mounted)).map(({ reason }) => {
    const { means, todo } = all[reason.code] ?? adviceOnKind[reason.kind];
    return {
      kind: 'Problem',
      path: problemPath(reason),
      title: reason.code,
      lead: reason.message,
      text: plain(`${means} ${todo}`),
    };
  });
}

/** Without the backticks around code. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
