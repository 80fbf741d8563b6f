import type { Feature } from './features/feature.js';
import * as features from './features.js';

export const allFeatures: readonly Feature[] = Object.values(features);
