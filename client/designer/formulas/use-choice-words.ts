import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceWords } from './name-choices.js';

export function useChoiceWords(): ChoiceWords {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      row: t('design.formulas.groupRow'),
      field: t('design.formulas.groupField'),
      formula: t('design.formulas.groupFormula'),
      total: t('design.formulas.groupTotal'),
      before: t('design.formulas.groupBefore'),
      lastYear: t('design.formulas.groupLastYear'),
      other: t('design.formulas.groupOther'),
      period: t('design.formulas.groupPeriod'),
      count: t('design.formulas.groupCount'),
      countOf: (title) => t('design.formulas.countOf', { title }),
      totalOf: (title) => t('design.formulas.totalOf', { title }),
      beforeOf: (title) => t('design.formulas.beforeOf', { title }),
      lastYearOf: (title) => t('design.formulas.lastYearOf', { title }),
    }),
    [t],
  );
}
