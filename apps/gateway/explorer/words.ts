import type { Language } from './asking';
import type { Words } from './example';

/** Picks the words of a language. */
export const words = (language: Language) => (both: Words) => (language === 'en' ? both.en : both.zh);
