import type { Db } from 'mongodb';
import type { Role } from '../domain/role.js';

/** The login is the key: it decides alone who signs in, before a county is known. */
export type User = { _id: string; id: string; county: string; name: string; role: Role; office: string; passwordHash: string };
export type UserStore = ReturnType<typeof usersIn>;

export function usersIn(db: Db) {
  const users = db.collection<User>('users');
  return {
    find(login: string): Promise<User | null> {
      return users.findOne({ _id: login });
    },
    async insertMany(list: User[]): Promise<void> {
      if (list.length > 0) await users.insertMany(list, { ordered: false });
    },
  };
}
