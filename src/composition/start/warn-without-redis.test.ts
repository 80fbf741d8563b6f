import { expect } from 'chai';
import type { EnvironmentName } from '../../../config/index.js';
import type { ProcessEvent } from '../../application/kernel/process/process-events.js';
import { warnWithoutRedis } from './warn-without-redis.js';

/** The warnings of a process that counts these numbers of instances, one after the other. */
function warnings(name: EnvironmentName, redisUrl: string | undefined, counts: readonly number[]): unknown[] {
  const events: ProcessEvent[] = [];
  const counted = warnWithoutRedis({ name, redisUrl }, () => ({ happened: (event) => events.push(event) }));
  for (const count of counts) counted(count);
  return events.map(({ level, event, facts }) => [level, event, facts?.['instances']]);
}

describe('Several instances without a Redis', () => {
  for (const name of ['staging', 'production'] as const) {
    it(`are warned of once in ${name}`, () => {
      expect(warnings(name, undefined, [1, 1, 2, 3, 2])).to.deep.equal([
        ['warn', 'several instances without redis', 2],
      ]);
    });
  }

  it('are no fault in development', () => {
    expect(warnings('development', undefined, [2])).to.deep.equal([]);
  });

  it('are not what a lone instance is, nor several that share one', () => {
    expect(warnings('staging', undefined, [1])).to.deep.equal([]);
    expect(warnings('staging', 'redis://cache', [2])).to.deep.equal([]);
  });
});
