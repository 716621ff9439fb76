/** A key as it stands on a button: seen, not read out; on a phone, where there are none, not shown. */
export function Key({ of }: { of: string }) {
  return (
    <span className="key" aria-hidden="true">
      {of.replace('+', ' ').replace('Enter', '↵')}
    </span>
  )
}
