// Words of the designer, a file for each part, taken in when its first page opens: nobody else has to load them.
import i18next from 'i18next';
import calendarEn from './words/calendar.en.json' with { type: 'json' };
import calendar from './words/calendar.zh.json' with { type: 'json' };
import formulasEn from './words/formulas.en.json' with { type: 'json' };
import formulas from './words/formulas.zh.json' with { type: 'json' };
import frameEn from './words/frame.en.json' with { type: 'json' };
import frame from './words/frame.zh.json' with { type: 'json' };
import jsonEn from './words/json.en.json' with { type: 'json' };
import json from './words/json.zh.json' with { type: 'json' };
import ledgersEn from './words/ledgers.en.json' with { type: 'json' };
import ledgers from './words/ledgers.zh.json' with { type: 'json' };
import lettersEn from './words/letters.en.json' with { type: 'json' };
import letters from './words/letters.zh.json' with { type: 'json' };
import listEn from './words/list.en.json' with { type: 'json' };
import list from './words/list.zh.json' with { type: 'json' };
import listsEn from './words/lists.en.json' with { type: 'json' };
import lists from './words/lists.zh.json' with { type: 'json' };
import livesEn from './words/lives.en.json' with { type: 'json' };
import lives from './words/lives.zh.json' with { type: 'json' };
import periodEn from './words/period.en.json' with { type: 'json' };
import period from './words/period.zh.json' with { type: 'json' };
import previewEn from './words/preview.en.json' with { type: 'json' };
import preview from './words/preview.zh.json' with { type: 'json' };
import propertiesEn from './words/properties.en.json' with { type: 'json' };
import properties from './words/properties.zh.json' with { type: 'json' };
import publishEn from './words/publish.en.json' with { type: 'json' };
import publish from './words/publish.zh.json' with { type: 'json' };
import sectionsEn from './words/sections.en.json' with { type: 'json' };
import sections from './words/sections.zh.json' with { type: 'json' };
import sourcesEn from './words/sources.en.json' with { type: 'json' };
import sources from './words/sources.zh.json' with { type: 'json' };
import tableEn from './words/table.en.json' with { type: 'json' };
import table from './words/table.zh.json' with { type: 'json' };

const chinese = { frame, sections, list, table, properties, formulas, sources, period, calendar, lists, lives, letters, ledgers, preview, publish, json };
const english: { [part in keyof typeof chinese]: object } = {
  frame: frameEn,
  sections: sectionsEn,
  list: listEn,
  table: tableEn,
  properties: propertiesEn,
  formulas: formulasEn,
  sources: sourcesEn,
  period: periodEn,
  calendar: calendarEn,
  lists: listsEn,
  lives: livesEn,
  letters: lettersEn,
  ledgers: ledgersEn,
  preview: previewEn,
  publish: publishEn,
  json: jsonEn,
};
export type DesignWords = typeof chinese;

i18next.addResourceBundle('zh', 'translation', { design: chinese }, true);
i18next.addResourceBundle('en', 'translation', { design: english }, true);
