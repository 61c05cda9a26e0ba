import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from './api.js';

/** Leaves, and loads the page anew so that nothing of one person stays in memory for the next. */
export function useSignOut(): { leaving: boolean; signOut: () => Promise<void> } {
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  async function signOut() {
    setLeaving(true);
    await api.signOut().catch(() => {});
    queries.clear();
    window.location.assign('/');
  }
  return { leaving, signOut };
}
