/** Makes the citizens' pages pleasanter where scripts run; nothing depends on it. */
import { keepDrafts } from './drafts.ts'
import { stayCurrent } from './live.ts'
import { shrinkPictures } from './pictures.ts'
import { sendOnce } from './sending.ts'
import { suggestSimilar } from './similar.ts'
import { t } from './words.ts'

document.documentElement.classList.add('scripted')

/** What needs attention is where the keyboard and the screen reader are. */
function focusWhatMatters(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
}

/** A button beside a number, where the browser lets pages write to the clipboard. */
function offerCopying(): void {
  if (!navigator.clipboard) return
  for (const output of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'link copy no-print'
    button.textContent = t('复制', 'Copy')
    button.setAttribute('aria-describedby', output.id)
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText((output.textContent ?? '').replace(/\s/g, '')).then(
        () => {
          button.textContent = t('已复制', 'Copied')
        },
        () => {},
      )
    })
    output.after(button)
  }
}

function offerPrinting(): void {
  const button = document.querySelector<HTMLElement>('[data-print]')
  if (!button || typeof window.print !== 'function') return
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

stayCurrent()
focusWhatMatters()
offerCopying()
offerPrinting()
keepDrafts()
shrinkPictures()
sendOnce()
suggestSimilar()
