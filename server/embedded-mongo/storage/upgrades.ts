import type { DataFile } from './data-file.js';

/**
 * The way up from each older format to the next, by the format it starts from; each runs in one transaction, so an
 * upgrade that is cut off has not happened. Format 1 had no log beside it, and is otherwise the same: the number keeps
 * programs away that would not read the log.
 */
export const upgrades: Record<number, (file: DataFile) => void> = { 1: () => undefined };
