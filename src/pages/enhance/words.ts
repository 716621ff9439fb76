/** Chinese or English, as the page is. */
export const t = (zh: string, en: string): string => (document.body.dataset.lang === 'en' ? en : zh)
