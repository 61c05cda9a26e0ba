import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridTexts } from './grid/grid-types.js';

/** The grid's words in the chosen language. */
export function useGridTexts(): GridTexts {
  const { t } = useTranslation();
  return useMemo(
    (): GridTexts => ({
      keys: t('grid.keys'),
      yes: t('grid.yes'),
      no: t('grid.no'),
      notInteger: t('grid.notInteger'),
      notDecimal: t('grid.notDecimal'),
      notDate: t('grid.notDate'),
      notInList: t('grid.notInList'),
      tooLong: (max, length) => t('grid.tooLong', { max, length }),
      error: t('grid.error'),
      warning: t('grid.warning'),
      notAsked: t('grid.notAsked'),
      cellNotAsked: t('grid.cellNotAsked'),
      readOnly: t('grid.readOnly'),
      theirs: t('grid.theirs'),
      mine: t('grid.mine'),
      pasted: ({ cells, overRows, overColumns, skipped, unread }) => {
        const said = [
          overRows > 0 && t('grid.pastedOverRows', { count: overRows }),
          overColumns > 0 && t('grid.pastedOverColumns', { count: overColumns }),
          skipped > 0 && t('grid.pastedSkipped', { count: skipped }),
          unread > 0 && t('grid.pastedUnread', { count: unread }),
        ].filter((part): part is string => part !== false);
        return said.length === 0 ? '' : [t('grid.pasted', { count: cells }), ...said].join(t('listComma'));
      },
      linesFull: (max) => t('grid.linesFull', { max }),
      addLine: t('grid.addLine'),
      removeLine: (title) => t('grid.removeLine', { title }),
      noLines: t('grid.noLines'),
      selected: (cells, sum) => (sum === null ? t('grid.selected', { cells }) : t('grid.selectedSum', { cells, sum })),
      total: (title, column, value) => t('grid.total', { title, column, value }),
      previousCell: t('grid.previousCell'),
      nextCell: t('grid.nextCell'),
      changeSign: t('grid.changeSign'),
      tapToFill: t('grid.tapToFill'),
      openList: t('grid.openList'),
      openSource: t('grid.openSource'),
      choices: t('grid.choices'),
      noChoice: t('grid.noChoice'),
    }),
    [t],
  );
}
