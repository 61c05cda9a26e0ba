// What a route is: one entry of the table that is mounted, documented and tested.
import type { Deps } from '../deps.js';
import type { JsonSchema } from '../domain/form-snapshot.js';
import type { Actor } from '../domain/office.js';
import type { Role } from '../domain/role.js';

/** What a handler is told of a request; everything in it has been judged by the route's schemas. */
export type Call<P = unknown, Q = unknown, B = unknown> = {
  /** Null where anyone may call. */
  actor: Actor | null;
  params: P;
  query: Q;
  body: B;
  /** Id of the request, shown with unknown errors and kept in logs. */
  request: string;
  /** Address of the caller, for limits. */
  address: string;
  session: { signIn(login: string): Promise<void>; signOut(): Promise<void> };
};

export type SignedCall<P = unknown, Q = unknown, B = unknown> = Call<P, Q, B> & { actor: Actor };

export type Answer =
  | { status?: number; json: unknown; headers?: Record<string, string> }
  | { status?: number; bytes: Uint8Array | string; type: string; headers?: Record<string, string> }
  | { status: 204 };

/** `schema` for JSON, `type` for anything else. */
export type AnswerShape = { description: string; schema?: JsonSchema; type?: string };
/** A body that is a file. `limit` in bytes. */
export type FileBody = { file: string; limit: number };

export type Route = {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Express path; every parameter has an entry in `params`. */
  path: string;
  summary: string;
  who: Role[] | 'signed-in' | 'anyone';
  params?: JsonSchema;
  query?: JsonSchema;
  body?: JsonSchema | FileBody;
  answers: { [status: number]: AnswerShape };
  handle(call: Call, deps: Deps): Promise<Answer>;
};

type Signed<P, Q, B> = Omit<Route, 'handle' | 'who'> & { who: Role[] | 'signed-in'; handle(call: SignedCall<P, Q, B>, deps: Deps): Promise<Answer> };
type Open<P, Q, B> = Omit<Route, 'handle' | 'who'> & { who: 'anyone'; handle(call: Call<P, Q, B>, deps: Deps): Promise<Answer> };

/** A route only for people who are signed in; the types say what its schemas let through. */
export const signedRoute = <P = unknown, Q = unknown, B = unknown>(route: Signed<P, Q, B>): Route => route as unknown as Route;
export const openRoute = <P = unknown, Q = unknown, B = unknown>(route: Open<P, Q, B>): Route => route as unknown as Route;

export const isFileBody = (body: Route['body']): body is FileBody => body !== undefined && typeof (body as FileBody).file === 'string';
