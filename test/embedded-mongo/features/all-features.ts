import { collationFeatures } from './collations.js';
import { commandFeatures } from './commands.js';
import { expressionFeatures } from './expressions.js';
import type { Feature } from './feature.js';
import { pipelineFeatures } from './pipelines.js';
import { queryFeatures } from './queries.js';
import { updateFeatures } from './updates.js';

/** All features the table in the README tells of. */
export const allFeatures: Feature[] = [
  ...commandFeatures,
  ...collationFeatures,
  ...queryFeatures,
  ...updateFeatures,
  ...pipelineFeatures,
  ...expressionFeatures,
];
