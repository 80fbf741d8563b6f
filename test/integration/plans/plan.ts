/** A step of a plan, as in the JSON of EXPLAIN. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A statement as PostgreSQL executed it. */
export interface Executed {
  readonly statement: string;
  readonly plan: PlanNode;
}

/** Each of these nodes reads all rows of its child, whatever LIMIT is above it. */
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
 * Steps whose time grows with the table: a full scan of a table or of one of its indexes without a LIMIT that stops it
 * early.
 * @param large tables that may not be scanned in full
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

/** What is looked up in an index. */
export function conditionsOf(plan: PlanNode, index: string): string[] {
  const { 'Index Name': name, 'Index Cond': condition, Plans: below = [] } = plan;
  const here = name === index && condition !== undefined ? [condition] : [];
  return [...here, ...below.flatMap((each) => conditionsOf(each, index))];
}

function readsAll({ 'Node Type': type, 'Index Cond': condition }: PlanNode, isCutOff: boolean): boolean {
  if (type === 'Seq Scan') return true;
  const isIndexScan = type === 'Index Scan' || type === 'Index Only Scan';
  return isIndexScan && condition === undefined && !isCutOff;
}

function describeStep({ 'Node Type': type, 'Relation Name': table, 'Index Name': index }: PlanNode): string {
  return index === undefined ? `${type} on ${table}` : `${type} on ${table}, all of ${index}`;
}
