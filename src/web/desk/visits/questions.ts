/** The four questions of a call-back, asked apart, in words to be read aloud; each answer has a key. */
import { STAR_NAMES } from '../../../domain/names.ts'

type Words = readonly [zh: string, en: string]

export interface Said {
  contacted?: boolean
  result?: 'solved' | 'partly' | 'unsolved'
  processSatisfaction?: number
  resultSatisfaction?: number
}

export interface Question {
  name: keyof Said
  title: Words
  /** Read aloud. */
  ask: Words
  answers: readonly { key: string; value: boolean | string | number; name: Words }[]
}

const STARS = ([5, 4, 3, 2, 1] as const).map(n => ({
  key: String(n),
  value: n,
  name: STAR_NAMES[n],
}))

export const QUESTIONS: readonly Question[] = [
  {
    name: 'contacted',
    title: ['是否联系', 'Contacted'],
    ask: ['承办单位的工作人员有没有跟您联系过？', 'Has anybody of the unit been in touch with you?'],
    answers: [
      { key: '1', value: true, name: ['联系过', 'yes'] },
      { key: '2', value: false, name: ['没有', 'no'] },
    ],
  },
  {
    name: 'result',
    title: ['是否解决', 'Solved'],
    ask: ['您反映的问题现在解决了吗？', 'Has what you told us about been solved?'],
    answers: [
      { key: '1', value: 'solved', name: ['解决了', 'solved'] },
      { key: '2', value: 'partly', name: ['部分解决', 'partly'] },
      { key: '3', value: 'unsolved', name: ['没有解决', 'not solved'] },
    ],
  },
  {
    name: 'processSatisfaction',
    title: ['过程满意', 'The way it was done'],
    ask: [
      '对办理的过程，比如态度和快慢，您满意吗？非常满意、满意、基本满意、不满意还是非常不满意？',
      'How satisfied are you with the way it was handled: very, satisfied, fairly, dissatisfied, very dissatisfied?',
    ],
    answers: STARS,
  },
  {
    name: 'resultSatisfaction',
    title: ['结果满意', 'The outcome'],
    ask: [
      '对办理的结果呢？非常满意、满意、基本满意、不满意还是非常不满意？',
      'And with what came of it: very, satisfied, fairly, dissatisfied, very dissatisfied?',
    ],
    answers: STARS,
  },
]

/** The first question that has no answer yet. */
export const nextQuestion = (said: Said): Question | undefined =>
  QUESTIONS.find(q => said[q.name] === undefined)

export const isComplete = (said: Said): said is Required<Said> => nextQuestion(said) === undefined
