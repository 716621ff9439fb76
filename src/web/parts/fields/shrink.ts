/** Makes a picture small enough for a bad connection, upright, and silent about where and with what it was taken. */

/** Pixels of the longer side: enough to read a house number across a street. */
const LONGEST = 1600
const QUALITY = 0.82
const DRAWN = /^image\/(jpeg|png|webp|heic|heif)$/

/**
 * Drawn anew, so that nothing of the original's notes is left (place, device, time); the way the phone was held is in the
 * pixels. What the browser can't read stays as it is: the server takes its notes away.
 */
export async function shrunk(file: File): Promise<File> {
  if (!DRAWN.test(file.type)) return file
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return file
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, QUALITY))
  if (!blob) return file
  const name = file.name.replace(/\.\w+$/, '') || 'picture'
  return new File([blob], `${name}.${type === 'image/png' ? 'png' : 'jpg'}`, { type })
}
