import { IsInt, IsString } from 'class-validator';
import type { Refusal } from '../../../src/domain/kernel/refusal.js';
import { ok } from '../../../src/interface/kernel/declaration/reply.js';
import { route, type Route } from '../../../src/interface/kernel/declaration/route.js';
import { Example } from '../../../src/interface/kernel/shapes/text-rules.js';
import type { ApiVersion } from '../../../src/interface/kernel/declaration/version.js';

/** A different class from the one of the first version. */
export class Tool {
  @IsString()
  @Example('tool_8fk2')
  id!: string;
}

class Problem {
  @IsInt()
  @Example(400)
  status!: number;

  @IsString()
  @Example('request.validation_failed')
  code!: string;
}

export const version: ApiVersion = {
  major: 2,
  baseline: '2.0',
  title: 'Tools v2',
  description: 'Tools to borrow, again.',
  tokens: 'From the tool shed.',
  tags: { tools: 'The tools.' },
  refusal: {
    shape: Problem,
    mediaType: 'application/problem+json',
    present: ({ code }: Refusal) => ({ status: 400, code }),
  },
  changes: [],
  idempotency: false,
  unknownQueryIsFault: true,
};

const getBestTool = route({
  operationId: 'getBestTool',
  method: 'GET',
  path: '/tools/best',
  since: '2.0',
  summary: 'Show the best tool',
  audience: 'anonymous',
  responds: { 200: Tool },
  handle: async () => ok({ id: 'tool_8fk2' }),
});

export const routes: readonly Route[] = [getBestTool];
