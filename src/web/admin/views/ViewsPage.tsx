/** Who looked at whom. */
export function ViewsPage() {
  return null
}
