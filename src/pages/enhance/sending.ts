/** Over a slow line people press twice: the button says that it is at it, and comes back when nothing happens. */
import { t } from './words.ts'

const GIVE_BACK_AFTER = 30_000

export function sendOnce(): void {
  // Heard at the top: parts of a page may come later.
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    if (form.matches('form[data-once]')) busy(form, event)
  })
  // Coming back by the browser's button, the page is as it was left.
  addEventListener('pageshow', event => {
    if (event.persisted)
      for (const form of document.querySelectorAll<HTMLFormElement>('form[data-busy-now]')) free(form)
  })
}

function busy(form: HTMLFormElement, event: SubmitEvent): void {
  if (form.dataset.busyNow) {
    event.preventDefault()
    return
  }
  form.dataset.busyNow = '1'
  const button = event.submitter as HTMLButtonElement | null
  if (button) {
    button.dataset.says = button.textContent ?? ''
    button.setAttribute('aria-disabled', 'true')
    button.textContent = button.dataset.busy ?? t('请稍候…', 'One moment…')
  }
  say(form, t('正在提交，请不要关掉页面。', 'Sending; please keep the page open.'))
  setTimeout(() => {
    free(form)
    say(
      form,
      t(
        '网络好像很慢，可以再按一次，不会重复登记。',
        'The network seems slow. You may press again: nothing is registered twice.',
      ),
    )
  }, GIVE_BACK_AFTER)
}

function free(form: HTMLFormElement): void {
  delete form.dataset.busyNow
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-says]')) {
    button.textContent = button.dataset.says ?? ''
    button.removeAttribute('aria-disabled')
    delete button.dataset.says
  }
  say(form, '')
}

function say(form: HTMLFormElement, text: string): void {
  const place = form.querySelector('[data-form-says]')
  if (place) place.textContent = text
}
