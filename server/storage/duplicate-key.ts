import { MongoServerError } from 'mongodb';

/** True when an insert lost a race on a unique key. */
export const isDuplicateKey = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11000;
