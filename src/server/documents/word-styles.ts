/** The named styles of a Word document after GB/T 9704-2012, with the official fonts by name, and its page. */
import {
  AlignmentType,
  DocumentGridType,
  type IParagraphStyleOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
  LineRuleType,
} from 'docx'

/** What Word and WPS call the fonts that the standard asks for. */
export const FONT = {
  fangsong: '仿宋_GB2312',
  kaiti: '楷体_GB2312',
  heiti: '黑体',
  song: '宋体',
  biaosong: '方正小标宋简体',
} as const

const RED = 'E60012'
/** A twentieth of a point. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440)
const face = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })
/** Half points: size 2 is 22 pt, size 3 is 16, size 4 is 14. */
const [SIZE2, SIZE3, SIZE4] = [44, 32, 28]
/** Of 22 lines in 225 mm. */
const PITCH = Math.floor(twips(225) / 22)
/** 28 characters in 156 mm: a little narrower than size 3; in 4096ths of a point. */
const CHAR_SPACE = Math.round((((156 / 25.4) * 72) / 28 - 16) * 4096)
const TWO_CHARACTERS = { firstLineChars: 200, firstLine: 2 * 316 }

const exact = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 })
const own = (
  id: string,
  name: string,
  run: IParagraphStyleOptions['run'],
  paragraph: IParagraphStyleOptions['paragraph'] = {},
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run: run!,
  paragraph: paragraph!,
})

const heading = (font: string, level: number) => ({
  run: { font: face(font), size: SIZE3, bold: false, italics: false, color: '000000' },
  paragraph: { spacing: exact(PITCH), indent: TWO_CHARACTERS, keepNext: true, outlineLevel: level },
})

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: face(FONT.fangsong), size: SIZE3, language: { eastAsia: 'zh-CN', value: 'zh-CN' } },
    },
    heading1: heading(FONT.heiti, 0),
    heading2: heading(FONT.kaiti, 1),
    heading3: heading(FONT.fangsong, 2),
    heading4: heading(FONT.fangsong, 3),
  },
  paragraphStyles: [
    {
      id: 'Normal',
      name: 'Normal',
      quickFormat: true,
      run: { font: face(FONT.fangsong), size: SIZE3 },
      paragraph: { spacing: exact(PITCH), alignment: AlignmentType.BOTH },
    },
    own('GwBody', '公文正文', {}, { indent: TWO_CHARACTERS }),
    own(
      'GwMark',
      '发文机关标志',
      { font: face(FONT.biaosong), color: RED },
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    ),
    own('GwNumber', '发文字号', {}, { alignment: AlignmentType.CENTER }),
    own('GwCorner', '密级和紧急程度', { font: face(FONT.heiti) }),
    own(
      'GwTitle',
      '公文标题',
      { font: face(FONT.biaosong), size: SIZE2 },
      {
        alignment: AlignmentType.CENTER,
        spacing: exact(640),
        keepNext: true,
      },
    ),
    own('GwAddressee', '主送机关', {}, { keepNext: true }),
    own('GwQuote', '批示原文', { font: face(FONT.kaiti) }, { indent: TWO_CHARACTERS }),
    own('GwAttachment', '附件说明', {}, { indent: { left: 5 * 316, hanging: 3 * 316 } }),
    own('GwSignature', '发文机关署名和成文日期', {}, { alignment: AlignmentType.RIGHT, keepLines: true }),
    own('GwNote', '附注', {}, { indent: TWO_CHARACTERS }),
    own(
      'GwTable',
      '公文表格',
      { size: 24 },
      {
        spacing: { before: 40, after: 40, line: 320, lineRule: LineRuleType.AUTO },
        alignment: AlignmentType.LEFT,
      },
    ),
    own(
      'GwTableHead',
      '公文表头',
      { size: 24, font: face(FONT.heiti) },
      {
        spacing: { before: 40, after: 40, line: 320, lineRule: LineRuleType.AUTO },
        alignment: AlignmentType.CENTER,
      },
    ),
    own(
      'GwCaption',
      '表题',
      { font: face(FONT.heiti), size: SIZE4 },
      {
        alignment: AlignmentType.CENTER,
        keepNext: true,
      },
    ),
    own('GwImprint', '版记', { size: SIZE4 }, { spacing: exact(460), indent: { left: 280, right: 280 } }),
    own('GwPageNumber', '页码', { font: face(FONT.song), size: SIZE4 }),
    own(
      'GwCheck',
      '查验',
      { size: 15, font: face(FONT.song) },
      {
        spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    ),
  ],
}

/** A4, the type area of 156 × 225 mm, 22 lines of 28 characters; the page number 7 mm below. */
export const pageOf = (footer: number): ISectionPropertiesOptions => ({
  page: {
    size: { width: twips(210), height: twips(297) },
    margin: {
      top: twips(37),
      bottom: twips(35),
      left: twips(28),
      right: twips(26),
      header: twips(15),
      footer: twips(footer),
    },
  },
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: PITCH, charSpace: CHAR_SPACE },
})
