/** Kinds of definitions in the order people think of them. */
export const definitionKinds = ['report', 'ledger', 'letter', 'code-list', 'life', 'calendar', 'clause'];
