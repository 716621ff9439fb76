/** By code: the HTTP status a refusal becomes, and its sentence in Chinese and in English. */
export type Sentences = Record<string, readonly [status: number, zh: string, en: string]>
