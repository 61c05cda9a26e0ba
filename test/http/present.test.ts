import { expect } from 'chai';
import { present } from '../../server/http/present.js';
import { list, map, object, orNull, text, whole } from '../../server/http/schemas.js';

describe('present', () => {
  it('lets out what the schema names and nothing else, at every depth', () => {
    const schema = object({
      id: text,
      inner: object({ n: whole }),
      all: list(object({ a: text })),
      by: map(object({ b: text })),
      maybe: orNull(object({ c: text })),
    });
    const value = { id: 'x', passwordHash: 's', inner: { n: 1, m: 2 }, all: [{ a: '1', z: 1 }], by: { k: { b: '1', z: 1 } }, maybe: { c: '1', z: 1 } };
    expect(present(schema, value)).to.deep.equal({ id: 'x', inner: { n: 1 }, all: [{ a: '1' }], by: { k: { b: '1' } }, maybe: { c: '1' } });
    expect(present(schema, { ...value, maybe: null })).to.deep.include({ maybe: null });
  });
});
