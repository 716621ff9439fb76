/** Lookups that arrive while one is under way share the next: one round trip for many. */

interface Waiting<Asked, Found> {
  asked: Asked
  resolve: (found: Found) => void
  reject: (error: unknown) => void
}

/** `look` answers in the order it was asked; at most `lanes` lookups of at most `most` are under way at once. */
export function grouped<Asked, Found>(
  look: (asked: Asked[]) => Promise<Found[]>,
  { most = 64, lanes = 1 }: { most?: number; lanes?: number } = {},
): (asked: Asked) => Promise<Found> {
  const queue: Waiting<Asked, Found>[] = []
  let busy = 0

  function pump(): void {
    while (busy < lanes && queue.length > 0) {
      busy += 1
      void run(queue.splice(0, most)).finally(() => {
        busy -= 1
        pump()
      })
    }
  }

  async function run(group: Waiting<Asked, Found>[]): Promise<void> {
    try {
      const found = await look(group.map(w => w.asked))
      group.forEach((w, i) => void w.resolve(found[i]!))
    } catch (error) {
      for (const w of group) w.reject(error)
    }
  }

  return asked =>
    new Promise((resolve, reject) => {
      queue.push({ asked, resolve, reject })
      pump()
    })
}
