import type { Deps, User } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';

/** Who somebody is, if the password is theirs. @throws Problem SIGN_IN_BLOCKED, SIGN_IN_FAILED (the same for an unknown login and a wrong password) */
export async function signIn(login: string, password: string, address: string, request: string, deps: Deps): Promise<Actor> {
  const audit = (kind: 'sign-in' | 'sign-in-failed' | 'sign-in-blocked', user: User | null) =>
    deps.store.audit.add({ at: deps.clock(), county: user?.county ?? '', kind, user: user?.id ?? '', office: user?.office ?? '', what: '', request });
  const user = await deps.store.users.find(login);
  try {
    await deps.signInLimit.attempt(login, address);
  } catch (refused) {
    await audit('sign-in-blocked', user);
    throw refused;
  }
  const right = await deps.passwords.verify(user?.passwordHash ?? null, password);
  const actor = user && right ? await actorOf(user, deps) : null;
  if (!actor) {
    await audit('sign-in-failed', user);
    throw new Problem('SIGN_IN_FAILED');
  }
  await deps.signInLimit.succeeded(login, address);
  await audit('sign-in', user);
  return actor;
}

/** A user with the office they work in; null when the office is gone. */
export async function actorOf(user: User, deps: Pick<Deps, 'store'>): Promise<Actor | null> {
  const office = await deps.store.offices.find(user.county, user.office);
  return office ? { id: user.id, login: user._id, name: user.name, role: user.role, county: user.county, office } : null;
}
