/** Builds what browsers load: the workbenches of staff, and the style and enhancements of the citizens' pages. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes every text file a second and third time, compressed, so that the server only has to send. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    async handler({ dir }, bundle) {
      const texts = Object.keys(bundle).filter(f => /\.(js|css|svg)$/.test(f))
      await Promise.all(texts.map(file => compress(join(dir!, file))))
    },
  },
})

async function compress(path: string): Promise<void> {
  const source = await readFile(path)
  if (source.length < 1024) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  await writeFile(`${path}.br`, brotliCompressSync(source, { params }))
  await writeFile(`${path}.gz`, gzipSync(source, { level: 9 }))
}

/** The files the server names; the manifest says what each became. */
const ENTRIES = [
  'src/web/main.tsx',
  'src/web/icon.svg',
  'src/web/unit/offline/worker.ts',
  'src/pages/style.css',
  'src/pages/enhance/main.ts',
  'src/pages/enhance/map.ts',
]

export default defineConfig({
  plugins: [react(), compressed()],
  publicDir: false,
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    cssTarget: ['chrome90', 'safari14'],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: ENTRIES },
  },
})
