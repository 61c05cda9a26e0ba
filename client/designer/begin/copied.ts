// A definition as the beginning of another one, which is then the county's own with nothing below it.
import { isMap, type Json, type JsonMap } from '../../../server/domain/merge-patch.js';

/** Locks hold forms of counties comparable: a form nobody else has has none. Other names would make the two be taken for each other. */
export function copied(definition: JsonMap, id: string, title: string): JsonMap {
  const { aliases: _, hidden: __, ...rest } = unlocked(definition) as JsonMap;
  return { ...rest, id, title, version: 1 };
}

const unlocked = (value: Json): Json =>
  isMap(value)
    ? Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === 'locked' && inner === true ? [] : [[key, unlocked(inner)]])))
    : value;
