import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { SessionView } from '../server/domain/views.js';
import { api, Refusal } from './api.js';

export const sessionKey = ['session'];

/** Who is signed in; `data` is null when nobody is. */
export function useSessionQuery() {
  return useQuery<SessionView | null>({
    queryKey: sessionKey,
    queryFn: () => api.session().catch((error: unknown) => (error instanceof Refusal && error.problem.status === 401 ? null : Promise.reject(error))),
    staleTime: 5 * 60_000,
  });
}

export const SessionContext = createContext<SessionView | null>(null);

/** The session of the page one is in; pages are drawn only for people who are signed in. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a page outside the shell asked for the session');
  return session;
}
