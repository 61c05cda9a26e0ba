// Which settings of a part are drawn: the others have a place of their own, on the sheet or in a part of the designer.
import { definitionShapes } from '../../../server/domain/definition-shapes.generated.js';
import type { PropertyShape } from '../../../server/domain/property-shape.js';

export type Setting = { key: string; shape: PropertyShape };

/** Set by dragging, by choosing a kind, by nobody. */
const elsewhere = ['order', 'format', 'locked', 'version', 'id'];
const drawn: PropertyShape['kind'][] = ['text', 'integer', 'number', 'tick', 'nought', 'choice', 'day', 'id', 'roles'];
/** Parts no county changes, and parts that have a form of their own. */
const notDrawn = /^(Period|DueRule|ClauseEdition|County|City|Province|Overlay|DayOfYear|OtherReport|LetterDefinition\.template)/;

/** What another definition must be to be named at a place. */
export const kindNamed: { [setting: string]: string } = {
  codeList: 'code-list',
  life: 'life',
  calendar: 'calendar',
  of: 'ledger',
  from: 'ledger',
  law: 'clause',
};

/** What holds while nothing is chosen. */
export const unsetChoice: { [place: string]: string } = {
  'Layout.paper.size': 'A4',
  'HeadLine.shows': 'nothing',
  'HeadLine.place': 'head',
  'Formula.show': 'number',
  'LetterText.kind': 'body',
  'LetterField.type': 'string',
  'Fill.differs': 'warning',
  'Carry.differs': 'free',
};

export const partsDrawn = (): string[] => Object.keys(definitionShapes).filter((part) => !notDrawn.test(part));

/** In the order of the meta-schema, or as `only` names them. @throws where there is no such part or setting */
export function settingsOf(part: string, only?: string[]): Setting[] {
  const shapes = definitionShapes[part];
  if (!shapes) throw new Error(`the language of definitions has no part ${part}`);
  const offered = Object.entries(shapes).flatMap(([key, shape]): Setting[] =>
    elsewhere.includes(key) || !drawn.includes(shape.kind) || shape.pattern !== undefined ? [] : [{ key, shape }],
  );
  if (!only) return offered;
  return only.map((key) => {
    const setting = offered.find((one) => one.key === key);
    if (!setting) throw new Error(`${part} has no setting ${key} to draw`);
    return setting;
  });
}

/** Place of a part's words: dots part the keys of words files. */
export const wordsKey = (part: string): string => part.replaceAll('.', '/');
