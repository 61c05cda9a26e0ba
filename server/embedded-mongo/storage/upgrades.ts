import type { DataFile } from './data-file.js';

/**
 * The way up from each older format to the next, by the format it starts from; each runs in one transaction, so an
 * upgrade that is cut off has not happened. Format 1 had no log beside it, format 2 no strings of indexes with a collation, and
 * they are otherwise the same: the number keeps programs away that would not read these.
 */
export const upgrades: Record<number, (file: DataFile) => void> = { 1: () => undefined, 2: () => undefined };
