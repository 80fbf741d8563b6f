import type { Callers } from '../../../src/application/kernel/request/caller.js';

/** Knows one consumer, whose token is their name, and who has pinned the minor 1.1 of the first version. */
export const pinned: Callers = {
  identify: async (token) =>
    token === 'pinned' ? { patronId: 7, role: 'patron', pins: { 1: '1.1' } } : undefined,
};
