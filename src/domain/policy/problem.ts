/** What is wrong with rules, and where. */

/** The path into the rules, e.g. ['limits', 'general', 'reply']. */
export interface RulesProblem {
  path: (string | number)[]
  message: string
  /** The same in Chinese, where it can be said. */
  zh?: string
}

/** What a reader of our own says against a value. */
export function failureOf(read: () => unknown, path: RulesProblem['path'], zh?: string): RulesProblem[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ path, message: error.message, ...(zh && { zh }) }]
  }
}
