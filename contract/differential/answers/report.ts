import type { WireAnswer, WireRequest } from '../sides/exchange.js';
import type { Finding } from './second-side.js';

const longest = 700;

/** The findings by operation: how many, and the first ones with the request and both answers. */
export function reportOf(findings: readonly Finding[], shown: number): string {
  const groups = Map.groupBy(findings, ({ operation }) => `${operation.major} ${operation.id}`);
  return [...groups]
    .map(([name, group]) => {
      const first = group.slice(0, shown).map(story);
      return [`${name}: ${group.length} different answers`, ...first].join('\n');
    })
    .join('\n\n');
}

function story({ request, answer, other, differences }: Finding): string {
  const lines = [...differences.breaking, ...differences.wording]
    .slice(0, 8)
    .map((line) => `    ${cut(line)}`);
  return [`  ${cut(callOf(request))}`, ...lines, `  < ${answered(answer)}`, `  > ${answered(other)}`].join(
    '\n',
  );
}

function callOf({ at, method, target, headers, body }: WireRequest): string {
  const lines = headers.map(([name, value]) => `-H '${name}: ${value.slice(0, 60)}'`);
  const data = body === undefined ? [] : [`-d '${body}'`];
  return [`${new Date(at).toISOString()} curl -X ${method} '${target}'`, ...lines, ...data].join(' ');
}

function answered({ status, text }: WireAnswer): string {
  return cut(`${status} ${text}`);
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
