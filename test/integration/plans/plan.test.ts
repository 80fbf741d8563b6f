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

describe('The judgement of a plan', () => {
  it('finds a large table that is read from end to end, however deep, and lets a small one be', () => {
    const plan = above('Nested Loop', bookFound, above('Aggregate', bookRead));
    expect(costlySteps(plan, large)).to.deep.equal(['Seq Scan on book']);
    expect(costlySteps(plan, new Set(['copy']))).to.deep.equal([]);
  });

  it('takes a table that is read in pieces for no better, even where somebody wants but a few rows', () => {
    expect(costlySteps(above('Limit', bookRead), large)).to.deep.equal(['Seq Scan on book']);
  });

  it('finds an index that is read from end to end, but not one that is left after some rows', () => {
    const all = ['Index Scan on book, all of book_year'];
    expect(costlySteps(above('Aggregate', bookInOrder), large)).to.deep.equal(all);
    expect(costlySteps(above('Limit', bookInOrder), large)).to.deep.equal([]);
    expect(costlySteps(above('Limit', above('Sort', bookInOrder)), large)).to.deep.equal(all);
  });

  it('tells which indexes a plan uses', () => {
    expect(indexesOf(above('Nested Loop', bookFound, bookInOrder))).to.deep.equal(['book_kept', 'book_year']);
  });
});
