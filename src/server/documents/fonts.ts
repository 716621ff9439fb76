/** The fonts paper is printed with: the shipped ones, and a city's own in the folder of YIDAN_FONTS. */
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Face, Fonts } from '../../domain/documents/settings.ts'
import { FACES } from '../../domain/documents/settings.ts'
import { type FontFace, readFontFile } from './font-file.ts'

/** The family that is always there. */
export const SHIPPED_FAMILY = 'Noto Serif SC'
const SHIPPED = ['400Regular', '500Medium', '700Bold', '900Black'] as const

export interface FontShelf {
  /** Paths of all font files, the shipped ones first. */
  files: string[]
  /** Every name a template may use. */
  families: string[]
  /** Characters of the text that no font has, each once. */
  missingIn: (text: string) => string[]
  /** The faces with only the families that are here, those asked for first; the others stand in for rare characters. */
  resolve: (fonts: Fonts) => Fonts
}

/** Throws an Error that names the folder or the file that can't be read. */
export async function openFontShelf(folder: string | undefined): Promise<FontShelf> {
  const shipped = shippedFiles()
  const own = folder ? await filesIn(folder) : []
  // The shipped weights have the same characters; one of them is read.
  const faces = [...(await facesOf(shipped[0]!)), ...(await Promise.all(own.map(facesOf))).flat()]
  const families = [...new Set([...faces.flatMap(f => f.families).filter(isWhole), SHIPPED_FAMILY])]
  return {
    files: [...shipped, ...own],
    families,
    missingIn: text => missingIn(text, faces),
    resolve: fonts =>
      Object.fromEntries(FACES.map(name => [name, resolveFace(fonts[name], families)])) as Fonts,
  }
}

function shippedFiles(): string[] {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'),
  )
  return SHIPPED.map(name => join(folder, name, `NotoSerifSC_${name}.ttf`))
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(cause => {
    throw new Error(`YIDAN_FONTS: the folder ${folder} can't be read`, { cause })
  })
  return names
    .filter(name => /\.(ttf|otf|ttc)$/i.test(name))
    .sort()
    .map(name => join(folder, name))
}

const facesOf = (file: string): Promise<FontFace[]> =>
  readFontFile(file).catch(cause => {
    throw new Error(`${file} can't be used as a font: ${(cause as Error).message}`, { cause })
  })

const isWhole = (family: string): boolean => family.trim() !== ''

function resolveFace({ families, weight }: Face, known: readonly string[]): Face {
  const asked = families.filter(f => known.includes(f))
  return { families: [...asked, ...known.filter(f => !asked.includes(f))], weight }
}

/** Spaces, and marks that are never seen by themselves. */
const UNSEEN = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u

function missingIn(text: string, faces: readonly FontFace[]): string[] {
  const missing = new Set<string>()
  for (const sign of text)
    if (!UNSEEN.test(sign) && !faces.some(f => f.has(sign.codePointAt(0)!))) missing.add(sign)
  return [...missing]
}
