/** Is all well? */
export function SystemPage() {
  return null
}
