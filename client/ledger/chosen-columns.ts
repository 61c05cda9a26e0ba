// Columns a person chose for a list, remembered in this browser.

const placeOf = (user: string, ledger: string): string => `yibiao.columns:${user}:${ledger}`;

/** Chosen columns that still exist, in the order of the ledger; those of its definition where nothing was chosen. */
export function columnsChosen(kept: string | null, known: string[], first: string[]): string[] {
  const chosen = new Set((kept ?? '').split(','));
  const columns = known.filter((key) => chosen.has(key));
  return columns.length > 0 ? columns : first;
}

export function keptColumns(user: string, ledger: string): string | null {
  try {
    return localStorage.getItem(placeOf(user, ledger));
  } catch {
    return null;
  }
}

/** @param columns null forgets the choice */
export function keepColumns(user: string, ledger: string, columns: string[] | null): void {
  try {
    if (columns === null) localStorage.removeItem(placeOf(user, ledger));
    else localStorage.setItem(placeOf(user, ledger), columns.join(','));
  } catch {
    // A browser that keeps nothing shows the choice until the page is left.
  }
}
