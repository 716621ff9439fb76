/** Somebody without a mouse: walks with Tab, and sees at each step where they are. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

const MOST_STEPS = 80

/** What has the focus: its name, and whether it looks different from what has not. */
const FOCUSED = `(() => {
  const e = document.activeElement
  if (!e || e === document.body) return { name: '', isSeen: true }
  const name = [e.getAttribute('aria-label'), e.id && document.querySelector('label[for="' + CSS.escape(e.id) + '"]')?.textContent, e.textContent, e.getAttribute('placeholder'), e.value]
    .filter(Boolean).join(' ').replace(/\\s+/g, ' ')
  // A field of the component library shows it on the box around it; a radio button on the words beside it.
  const shown = [e, e.nextElementSibling, e.parentElement, e.parentElement?.parentElement, e.closest('.ant-input-affix-wrapper, .ant-select, .ant-radio-wrapper, .ant-checkbox-wrapper')]
  const isSeen = shown.filter(Boolean).some(x => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(x)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || (boxShadow !== 'none' && x.matches(':focus, :focus-within'))
  })
  const { width, height } = e.getBoundingClientRect()
  return { name, isSeen: isSeen && width + height > 4, tag: e.outerHTML.slice(0, 160) }
})()`

interface Focused {
  name: string
  isSeen: boolean
  tag?: string
}

/** Asserts that whatever has the focus shows it; answers its name. */
export async function seesFocus(page: Page): Promise<string> {
  const { name, isSeen, tag } = (await page.evaluate(FOCUSED)) as Focused
  assert.ok(isSeen, `nothing shows that the focus is on “${name}”: ${tag}`)
  return name
}

/** Tab after Tab until the focus is on what is called so; fails when it never gets there or gets lost on the way. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    await page.keyboard.press(key)
    const at = await seesFocus(page)
    if (name.test(at)) return
    passed.push(at.slice(0, 30))
  }
  assert.fail(`${name} is not reached by ${key}: ${passed.join(' → ')}`)
}
