import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import type { DeclaredLifecycle } from '../../../application/kernel/settings.js';
import type { UsageOwner } from '../../../application/usage/counting/usage-queries.js';
import type { OwnUse, OwnUses, UseEvidence } from '../../../application/usage/lifecycle/own-deprecations.js';
import { Database } from '../../kernel/postgres/database.js';
import { partsOf } from './parts-of.js';

interface UseRow extends Omit<OwnUse, 'evidence'> {
  readonly evidence: readonly (Omit<UseEvidence, 'at'> & { readonly at: string })[] | null;
}

/** Rehearsals are no use. The evidence is what the ring has. */
@injectable()
export class SqlOwnUses implements OwnUses {
  constructor(@inject(Database) private readonly database: Database) {}

  async of(owner: UsageOwner, lifecycle: DeclaredLifecycle, since: Date): Promise<readonly OwnUse[]> {
    const rows = await this.database.rows<UseRow>(sql`
      with part as (${partsOf(lifecycle)}),
      used as (
        select c.id, c.kind, c.key_id, c.program, part.major, part.operation_id, part.element,
               sum(u.calls)::bigint as calls, max(u.last_at) as last_at
        from consumer c cross join part
        join usage_hour u on u.consumer_id = c.id and u.major = part.major and u.operation_id = part.operation_id
          and u.element = part.element
        where ${ownedBy(owner)} and c.kind <> 'anonymous' and u.last_at > ${since} and u.outcome <> 'rehearsal'
        group by c.id, part.major, part.operation_id, part.element
      )
      select used.id as "consumerId", used.kind, used.key_id as "keyId", used.program, used.major,
             used.operation_id as "operationId", used.element, used.calls, used.last_at as "lastAt", proof.evidence
      from used cross join lateral (
        select jsonb_agg(jsonb_build_object('at', e.at, 'requestId', e.request_id, 'userAgent', e.user_agent,
          'minor', e.minor, 'minorSource', e.minor_source, 'status', e.status) order by e.at desc, e.id desc) as evidence
        from usage_evidence e where e.consumer_id = used.id and e.operation_id = used.operation_id
          and e.major = used.major and e.element = used.element
      ) as proof
      order by used.id, used.operation_id, used.major, used.element`);
    return rows.map(({ evidence, ...use }) => ({
      ...use,
      evidence: (evidence ?? []).map((each) => ({ ...each, at: new Date(each.at) })),
    }));
  }
}

function ownedBy(owner: UsageOwner): Sql {
  return 'keyId' in owner
    ? sql`c.kind = 'key' and c.key_id = ${owner.keyId}`
    : sql`c.patron_id = ${owner.patronId}`;
}
