/** Pictures are shown before they are sent, and made smaller: a phone's camera makes more of them than a slow line carries. */
import { t } from './words.ts'

const LONGEST_SIDE = 2000
const WORTH_IT = 700 * 1024

export function shrinkPictures(): void {
  // Heard at the top: parts of a page may come later.
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file') void prepare(target)
  })
}

async function prepare(input: HTMLInputElement): Promise<void> {
  const files = [...(input.files ?? [])]
  const smaller = await Promise.all(files.map(shrunk))
  if (typeof DataTransfer === 'function' && smaller.some((file, i) => file !== files[i])) {
    const kept = new DataTransfer()
    for (const file of smaller) kept.items.add(file)
    input.files = kept.files
  }
  preview(input, smaller)
}

/** The picture as a smaller JPEG; as it is where that brings nothing or the browser can't read it. */
async function shrunk(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < WORTH_IT) return file
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    if (!blob || blob.size >= file.size) return file
    return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
  } catch {
    return file
  }
}

function preview(input: HTMLInputElement, files: readonly File[]): void {
  const list = input.parentElement?.querySelector<HTMLElement>('[data-previews]')
  if (!list) return
  for (const image of list.querySelectorAll('img')) URL.revokeObjectURL(image.src)
  list.replaceChildren(...files.map(itemOf))
  list.hidden = files.length === 0
}

function itemOf(file: File): HTMLLIElement {
  const item = document.createElement('li')
  if (file.type.startsWith('image/')) {
    const image = document.createElement('img')
    image.src = URL.createObjectURL(file)
    image.alt = t('待上传：', 'To be sent: ') + file.name
    item.append(image)
  }
  item.append(`${file.name} ${Math.max(1, Math.round(file.size / 1024))} KB`)
  return item
}
