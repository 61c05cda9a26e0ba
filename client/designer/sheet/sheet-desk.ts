// What the pieces of the sheet share: what is marked, what is being named, and the deeds.
import { createContext, useContext } from 'react';
import type { SheetDeeds } from './sheet-deeds.js';
import type { SheetState } from './sheet-state.js';

export type SheetDesk = SheetState & { deeds: SheetDeeds };

export const SheetContext = createContext<SheetDesk | null>(null);

export function useSheet(): SheetDesk {
  const sheet = useContext(SheetContext);
  if (!sheet) throw new Error('a piece of the sheet outside of it');
  return sheet;
}
