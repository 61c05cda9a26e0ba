import { Navigate } from 'react-router';
import { useSession } from '../session.js';

/** Opens the first section of one's own. */
export function HomePage() {
  return <Navigate to={`/${useSession().sections[0] ?? 'settings'}`} replace />;
}
