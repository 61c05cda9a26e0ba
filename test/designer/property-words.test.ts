// Every setting the designer draws says what it is, in one sentence, with an example.
import { expect } from 'chai';
import { kindsOf } from '../../client/designer/properties/field-kinds.js';
import { partsDrawn, settingsOf, unsetChoice, wordsKey } from '../../client/designer/properties/offered-settings.js';
import english from '../../client/designer/words/properties.en.json' with { type: 'json' };
import chinese from '../../client/designer/words/properties.zh.json' with { type: 'json' };
import { attributeWords } from '../../server/domain/change-words.js';

type Words = { [part: string]: { [setting: string]: { name?: string; help?: string; example?: string; choices?: { [value: string]: string } } } };

const drawn = partsDrawn().flatMap((part) => settingsOf(part).map((setting) => ({ part, ...setting })));

for (const [language, file] of [
  ['Chinese', chinese],
  ['English', english],
] as const) {
  const words = file as unknown as Words;
  const of = (part: string, key: string) => words[wordsKey(part)]?.[key] ?? words.common?.[key];
  describe(`settings of a definition in ${language}`, () => {
    it('have a name, a sentence and an example each', () => {
      expect(drawn.length).to.be.greaterThan(100);
      const silent = drawn.filter(({ part, key }) => !of(part, key)?.name || !of(part, key)?.help || !of(part, key)?.example);
      expect(silent.map(({ part, key }) => `${part}.${key}`)).to.deep.equal([]);
    });
    it('name every choice', () => {
      const silent = drawn.flatMap(({ part, key, shape }) => {
        const values = key === 'type' && kindsOf(part) ? (kindsOf(part) as string[]) : (shape.values ?? []);
        return values.filter((value) => !of(part, key)?.choices?.[value]).map((value) => `${part}.${key}=${value}`);
      });
      expect(silent).to.deep.equal([]);
    });
    it('have no words left over for what is not there', () => {
      const known = new Set(drawn.flatMap(({ part, key }) => [`${wordsKey(part)}.${key}`, `common.${key}`]));
      const idle = Object.entries(words).flatMap(([part, settings]) =>
        part === 'form' || part === 'about' ? [] : Object.keys(settings).flatMap((key) => (known.has(`${part}.${key}`) ? [] : [`${part}.${key}`])),
      );
      expect(idle).to.deep.equal([]);
    });
  });
}

it('the settings drawn are called by words, not keys, where a change of them is told', () => {
  expect(drawn.filter(({ key }) => attributeWords(key).startsWith('“')).map(({ part, key }) => `${part}.${key}`)).to.deep.equal([]);
});

it('what holds while nothing is chosen is one of the choices', () => {
  for (const [place, value] of Object.entries(unsetChoice)) {
    const [part, key] = [place.slice(0, place.lastIndexOf('.')), place.slice(place.lastIndexOf('.') + 1)];
    expect(settingsOf(part, [key])[0]?.shape.values, place).to.include(value);
  }
});
