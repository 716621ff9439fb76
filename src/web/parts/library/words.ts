/** What the library calls its things. */
import type { RegulationScope, RegulationState } from '../../../domain/knowledge/regulation.ts'

type Name = readonly [zh: string, en: string]

export const REGULATION_STATE_NAMES: Record<RegulationState, Name> = {
  coming: ['尚未施行', 'not yet in force'],
  inForce: ['现行有效', 'in force'],
  repealed: ['已废止', 'repealed'],
}
export const SCOPE_NAMES: Record<RegulationScope, Name> = {
  inside: ['内部', 'inside'],
  public: ['公开', 'public'],
}
export const PLACE_NAMES: Record<string, Name> = {
  catalogue: ['责任清单', 'catalogue'],
  rules: ['规则', 'rules'],
  endNote: ['公文设置', 'document settings'],
  article: ['知识', 'article'],
  regulation: ['政策文件', 'policy document'],
}
export const CITATION_STATE_NAMES: Record<string, Name> = {
  repealed: ['引用的文件已废止', 'refers to what is repealed'],
  noSuchSection: ['没有这一条', 'there is no such article'],
}

/** Where a reference opens. */
export const pathOf = (id: number, section: string | null = null): string =>
  `/policies/${id}${section ? `?s=${encodeURIComponent(section)}` : ''}`
