import type { Request } from 'express';
import { actorOf } from '../actions/sign-in.js';
import type { Deps } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { longestSessionMs } from './sessions.js';

/** The person behind the session as they are today; null when there is none, or it has lasted twelve hours. */
export async function signedInActor(request: Request, deps: Deps): Promise<Actor | null> {
  const { login, signedInAt } = request.session;
  if (!login || signedInAt === undefined || deps.clock().getTime() - signedInAt > longestSessionMs) return null;
  const user = await deps.store.users.find(login);
  return user ? actorOf(user, deps) : null;
}
