import type { Feature } from './feature.js';
import * as features from './features.js';

export const allFeatures: readonly Feature[] = Object.values(features);
