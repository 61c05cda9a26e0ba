// One place in which two definitions differ.
import type { Json } from './merge-patch.js';

/** The topmost place where two trees differ. */
export type Difference = { path: string[]; before: Json | undefined; after: Json | undefined };
