/** The colours charts are drawn in, so that light, dark and the wall agree. */

export interface Ink {
  text: string
  faint: string
  line: string
  paper: string
  accent: string
  /** Beside the accent, for what is compared with it. */
  second: string
  third: string
  green: string
  yellow: string
  red: string
}

export const LIGHT_INK: Ink = {
  text: '#1f2733',
  faint: '#5f6b7a',
  line: '#d9dee5',
  paper: '#ffffff',
  accent: '#0958d9',
  second: '#7a8aa0',
  third: '#b8c4d4',
  green: '#389e0d',
  yellow: '#d48806',
  red: '#cf1322',
}

export const DARK_INK: Ink = {
  text: '#e6ebf2',
  faint: '#a0a9b5',
  line: '#3a4250',
  paper: '#141414',
  accent: '#5b9dff',
  second: '#8b9bb0',
  third: '#536072',
  green: '#73d13d',
  yellow: '#ffc53d',
  red: '#ff6b5e',
}

/** Axis labels and lines, in this ink and size. */
export const axisIn = (ink: Ink, size = 12) => ({
  axisLabel: { color: ink.faint, fontSize: size },
  axisLine: { lineStyle: { color: ink.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: ink.line, type: 'dashed' as const } },
})

export const tooltipIn = (ink: Ink) => ({
  backgroundColor: ink.paper,
  borderColor: ink.line,
  textStyle: { color: ink.text },
  confine: true,
})
