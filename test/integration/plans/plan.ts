/** A step of a plan, as EXPLAIN writes it in JSON. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A statement as PostgreSQL has carried it out. */
export interface Executed {
  readonly statement: string;
  readonly plan: PlanNode;
}

/** Each of these takes all rows of what is below it, whoever wants how many of its own. */
const takesAll = new Set([
  'Sort',
  'Aggregate',
  'Hash',
  'Materialize',
  'WindowAgg',
  'Gather',
  'Gather Merge',
  'Hash Join',
]);

/**
 * Steps that take longer the larger a table is: it is read from end to end, or one of its indexes is, and nobody above
 * stops that after some rows.
 * @param large tables that may not be read in this way
 */
export function costlySteps(plan: PlanNode, large: ReadonlySet<string>, isCutOff = false): string[] {
  const { 'Node Type': type, 'Relation Name': table, Plans: below = [] } = plan;
  const cutOff = type === 'Limit' || (isCutOff && !takesAll.has(type));
  const here =
    table !== undefined && large.has(table) && readsAll(plan, isCutOff) ? [describeStep(plan)] : [];
  return [...here, ...below.flatMap((each) => costlySteps(each, large, cutOff))];
}

export function indexesOf({ 'Index Name': index, Plans: below = [] }: PlanNode): string[] {
  return [...(index === undefined ? [] : [index]), ...below.flatMap(indexesOf)];
}

function readsAll({ 'Node Type': type, 'Index Cond': condition }: PlanNode, isCutOff: boolean): boolean {
  if (type === 'Seq Scan') return true;
  const isIndexScan = type === 'Index Scan' || type === 'Index Only Scan';
  return isIndexScan && condition === undefined && !isCutOff;
}

function describeStep({ 'Node Type': type, 'Relation Name': table, 'Index Name': index }: PlanNode): string {
  return index === undefined ? `${type} on ${table}` : `${type} on ${table}, all of ${index}`;
}
