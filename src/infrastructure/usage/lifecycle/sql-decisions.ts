import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import type {
  Decisions,
  LifecycleSwitch,
  LifecycleSwitches,
  StoredDecision,
  SwitchKind,
} from '../../../application/usage/lifecycle/decisions.js';
import type { Obstacle } from '../../../domain/usage/lifecycle/decision.js';
import { Database } from '../../kernel/postgres/database.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

interface StateRow extends Omit<StoredDecision, 'window'> {
  readonly from: Date | null;
  readonly until: Date | null;
}

@injectable()
export class SqlDecisions implements Decisions {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async all(): Promise<readonly StoredDecision[]> {
    const rows = await this.database.rows<StateRow>(sql`
      select lifecycle_id as "lifecycleId", state, since, "from", until, obstacles,
             without_brownouts as "withoutBrownouts", checked_at as "checkedAt"
      from lifecycle_state order by lifecycle_id`);
    return rows.map(({ from, until, obstacles, ...rest }) => ({
      ...rest,
      obstacles: obstacles.map(withDates),
      ...(from && until && { window: { from, until } }),
    }));
  }

  async store(decision: Omit<StoredDecision, 'since'>): Promise<void> {
    const { lifecycleId, state, window, obstacles, withoutBrownouts, checkedAt } = decision;
    await this.unit.run(() =>
      this.unit.rows(sql`
        insert into lifecycle_state as stored
          (lifecycle_id, state, since, "from", until, obstacles, without_brownouts, checked_at)
        values (${lifecycleId}, ${state}, ${checkedAt}, ${window?.from ?? null}, ${window?.until ?? null},
                ${JSON.stringify(obstacles)}::jsonb, ${withoutBrownouts}, ${checkedAt})
        on conflict (lifecycle_id) do update set
          since = case when stored.state = excluded.state then stored.since else excluded.since end,
          state = excluded.state, "from" = excluded."from", until = excluded.until, obstacles = excluded.obstacles,
          without_brownouts = excluded.without_brownouts, checked_at = excluded.checked_at
        where stored.checked_at <= excluded.checked_at`),
    );
  }
}

/** JSON has moments as texts. */
function withDates(obstacle: Obstacle): Obstacle {
  if (obstacle.kind === 'caller') return { ...obstacle, lastAt: new Date(obstacle.lastAt) };
  if (obstacle.kind === 'extension') return { ...obstacle, until: new Date(obstacle.until) };
  return obstacle;
}

@injectable()
export class SqlLifecycleSwitches implements LifecycleSwitches {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  all(): Promise<readonly LifecycleSwitch[]> {
    return this.database.rows<LifecycleSwitch>(sql`
      select lifecycle_id as "lifecycleId", kind, reason, at from lifecycle_switch order by lifecycle_id, kind`);
  }

  async turnOn(lifecycleId: string, kind: SwitchKind, reason: string): Promise<number | undefined> {
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into lifecycle_switch (lifecycle_id, kind, reason, at)
      values (${lifecycleId}, ${kind}, ${reason}, ${this.clock.now()})
      on conflict (lifecycle_id, kind) do nothing returning id`);
    return row?.id;
  }

  async turnOff(lifecycleId: string, kind: SwitchKind): Promise<number | undefined> {
    const [row] = await this.unit.rows<{ id: number }>(sql`
      delete from lifecycle_switch where lifecycle_id = ${lifecycleId} and kind = ${kind} returning id`);
    return row?.id;
  }
}
