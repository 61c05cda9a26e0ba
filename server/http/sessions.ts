// Sessions in the store: half an hour idle, twelve hours at most, a new id at every sign-in.
import { MongoStore } from 'connect-mongo';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';

declare module 'express-session' {
  interface SessionData {
    login: string;
    /** Milliseconds since 1970. */
    signedInAt: number;
  }
}

const idleSeconds = 30 * 60;
export const longestSessionMs = 12 * 3600_000;

/** `__Host-` and Secure need https; over plain http in an office's own network they cannot be. */
const cookieName = (publicUrl: string | null): string => (publicUrl?.startsWith('https:') ? '__Host-yibiao' : 'yibiao');

type Client = NonNullable<Parameters<typeof MongoStore.create>[0]['client']>;

export function sessionsIn(client: Client, dbName: string, secret: string, publicUrl: string | null): RequestHandler {
  const secure = publicUrl?.startsWith('https:') === true;
  return session({
    name: cookieName(publicUrl),
    secret,
    // The store forgets an idle session; the cookie itself ends with the browser.
    store: MongoStore.create({ client, dbName, collectionName: 'sessions', ttl: idleSeconds, touchAfter: 60, autoRemove: 'disabled' }),
    resave: false,
    saveUninitialized: false,
    proxy: secure,
    unset: 'destroy',
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  });
}

/** A session of its own id for the person who has just proved who they are. */
export function beginSession(request: Request, login: string, now: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((failed: unknown) => {
      if (failed) return reject(failed);
      request.session.login = login;
      request.session.signedInAt = now.getTime();
      request.session.save((unsaved: unknown) => (unsaved ? reject(unsaved) : resolve()));
    });
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => request.session.destroy((failed: unknown) => (failed ? reject(failed) : resolve())));
}
