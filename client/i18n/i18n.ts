// Every word of the client's own. Words of forms come with their definitions.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { DesignWords } from '../designer/design-words.js';
import zh from './zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';
const place = 'yibiao.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh & { design: DesignWords } };
  }
}

const remembered = (): Language => {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
};

/** Starts in the language chosen last on this computer; Chinese otherwise. */
export async function startWords(): Promise<void> {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'zh', fallbackLng: 'zh', resources: { zh: { translation: zh } }, interpolation: { escapeValue: false }, returnNull: false });
  if (remembered() === 'en') await changeLanguage('en');
}

export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.exists('product', { lng: 'en', fallbackLng: [] })) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.json', { with: { type: 'json' } })).default, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  try {
    localStorage.setItem(place, language);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
}
