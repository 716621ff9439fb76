/** Takes how the templates print today as approved: look at every picture before you commit them. `node templates/approve.ts [kind …]` */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { DOCUMENT_KINDS } from '../src/domain/documents/kinds.ts'
import { APPROVED_SCALE, approvedPicture, openPrinter } from '../src/server/documents/approved.testing.ts'
import { openPdf } from '../src/server/documents/pages.testing.ts'

const asked = process.argv.slice(2)
const printer = await openPrinter()
for (const kind of DOCUMENT_KINDS.filter(k => asked.length === 0 || asked.includes(k))) {
  const folder = new URL('.', approvedPicture(kind, 1))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const pdf = await openPdf(await printer.sample(kind))
  for (let page = 1; page <= pdf.count; page++) {
    const picture = await pdf.picture(page, APPROVED_SCALE)
    await writeFile(approvedPicture(kind, page), picture.toBuffer('image/png'))
  }
  await pdf.close()
  console.log(`${kind}: ${pdf.count}`)
}
printer.close()
