import type { Db } from 'mongodb';
import type { Office } from '../domain/office.js';

export type OfficeStore = ReturnType<typeof officesIn>;
type Stored = Office & { _id: string };

export function officesIn(db: Db) {
  const offices = db.collection<Stored>('offices');
  const shown = ({ _id, ...office }: Stored): Office => office;
  return {
    async find(county: string, id: string): Promise<Office | null> {
      const found = await offices.findOne({ _id: id, county });
      return found ? shown(found) : null;
    },
    /** All offices of a county in the order of the school line. */
    async ofCounty(county: string): Promise<Office[]> {
      const found = await offices.find({ county }).sort({ path: 1 }).toArray();
      return found.map(shown).sort((a, b) => a.order - b.order);
    },
    async anyExists(): Promise<boolean> {
      return (await offices.findOne({}, { projection: { _id: 1 } })) !== null;
    },
    async insertMany(list: Office[]): Promise<void> {
      if (list.length > 0)
        await offices.insertMany(
          list.map((office) => ({ ...office, _id: office.id })),
          { ordered: false },
        );
    },
  };
}
