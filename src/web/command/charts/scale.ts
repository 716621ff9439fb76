/** Round numbers for an axis: a few steps of 1, 2 or 5 that reach the largest value. */
export function ticksTo(largest: number, about = 4): number[] {
  const rough = Math.max(1, largest) / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map(n => n * power).find(n => n >= rough)!)
  return Array.from({ length: Math.ceil(Math.max(1, largest) / step) + 1 }, (_, i) => i * step)
}
