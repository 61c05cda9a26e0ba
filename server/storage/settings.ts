// What the program itself must not forget, such as the secret its cookies are signed with.
import type { Db } from 'mongodb';
import { isDuplicateKey } from './duplicate-key.js';

export type SettingStore = ReturnType<typeof settingsIn>;
type Setting = { _id: string; county: string; value: string };

export function settingsIn(db: Db) {
  const settings = db.collection<Setting>('settings');
  return {
    async find(name: string): Promise<string | null> {
      return (await settings.findOne({ _id: name }))?.value ?? null;
    },
    /** The kept value, or `fresh` from now on; two first starters agree on one. */
    async keep(name: string, fresh: string): Promise<string> {
      try {
        await settings.insertOne({ _id: name, county: '', value: fresh });
        return fresh;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await settings.findOne({ _id: name }))?.value as string;
      }
    },
  };
}
