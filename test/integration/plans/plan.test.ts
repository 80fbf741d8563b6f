import { expect } from 'chai';
import { costlySteps, indexesOf, type PlanNode } from './plan.js';

const large = new Set(['book', 'copy']);
const node = (type: string, more: Partial<PlanNode> = {}): PlanNode => ({ 'Node Type': type, ...more });
const above = (type: string, ...below: PlanNode[]): PlanNode => node(type, { Plans: below });

const bookRead = node('Seq Scan', { 'Relation Name': 'book' });
const bookFound = node('Index Scan', {
  'Relation Name': 'book',
  'Index Name': 'book_kept',
  'Index Cond': '(id = 7)',
});
const bookInOrder = node('Index Scan', { 'Relation Name': 'book', 'Index Name': 'book_year' });

describe('The plan check', () => {
  it('finds a full scan of a large table at any depth, and accepts one of a small table', () => {
    const plan = above('Nested Loop', bookFound, above('Aggregate', bookRead));
    expect(costlySteps(plan, large)).to.deep.equal(['Seq Scan on book']);
    expect(costlySteps(plan, new Set(['copy']))).to.deep.equal([]);
  });

  it('counts a parallel scan as a full scan, even with a small LIMIT', () => {
    expect(costlySteps(above('Limit', bookRead), large)).to.deep.equal(['Seq Scan on book']);
  });

  it('finds an index that is scanned in full, but not a scan that a LIMIT stops early', () => {
    const all = ['Index Scan on book, all of book_year'];
    expect(costlySteps(above('Aggregate', bookInOrder), large)).to.deep.equal(all);
    expect(costlySteps(above('Limit', bookInOrder), large)).to.deep.equal([]);
    expect(costlySteps(above('Limit', above('Sort', bookInOrder)), large)).to.deep.equal(all);
  });

  it('returns the indexes that a plan uses', () => {
    expect(indexesOf(above('Nested Loop', bookFound, bookInOrder))).to.deep.equal(['book_kept', 'book_year']);
  });
});
