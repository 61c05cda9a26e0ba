import type { Db } from 'mongodb';
import type { Office } from '../domain/office.js';

export type OfficeStore = ReturnType<typeof officesIn>;
type Stored = Office & { _id: string };

/** Milliseconds. */
const freshFor = 10_000;

export function officesIn(db: Db) {
  const offices = db.collection<Stored>('offices');
  const shown = ({ _id, ...office }: Stored): Office => office;
  const recent = new Map<string, { read: number; offices: Promise<Office[]> }>();
  const readCounty = async (county: string): Promise<Office[]> => {
    const found = await offices.find({ county }).sort({ path: 1 }).toArray();
    return found.map(shown).sort((a, b) => a.order - b.order);
  };
  const ofCounty = (county: string): Promise<Office[]> => {
    const known = recent.get(county);
    if (known && performance.now() - known.read < freshFor) return known.offices;
    const read = { read: performance.now(), offices: readCounty(county) };
    recent.set(county, read);
    read.offices.catch(() => recent.delete(county));
    return read.offices;
  };
  return {
    /** Every request asks for the office somebody works in, so those read lately answer it. */
    async find(county: string, id: string): Promise<Office | null> {
      const known = (await ofCounty(county)).find((office) => office.id === id);
      if (known) return known;
      const found = await offices.findOne({ _id: id, county });
      return found ? shown(found) : null;
    },
    /** All offices of a county in the order of the school line. Lists and sums ask for it again and again: it is read anew every ten seconds and after every change made here. */
    ofCounty,
    async anyExists(): Promise<boolean> {
      return (await offices.findOne({}, { projection: { _id: 1 } })) !== null;
    },
    async insertMany(list: Office[]): Promise<void> {
      recent.clear();
      if (list.length > 0)
        await offices.insertMany(
          list.map((office) => ({ ...office, _id: office.id })),
          { ordered: false },
        );
    },
  };
}
