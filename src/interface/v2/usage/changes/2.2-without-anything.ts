import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

/** Stands for 2.2 until that minor is on the main branch: minors have no gap. To be removed with that merge. */
export const withoutAnything: ContractChange = {
  id: 'v2-2.2-without-anything',
  minor: '2.2',
  title: 'Nothing.',
  why: 'Minors have no gap.',
};
