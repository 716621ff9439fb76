/** What people read for the state of an article. */
export const STATE_NAMES = {
  draft: ['草稿', 'draft'],
  published: ['已发布', 'published'],
  withdrawn: ['已停用', 'withdrawn'],
} as const
