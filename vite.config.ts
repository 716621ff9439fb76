/** Builds what browsers load: the workbenches of staff, and the style and enhancements of the citizens' pages. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes every text file a second and third time, compressed, so that the server only has to send. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (!/\.(js|css|svg|json)$/.test(file.fileName) || file.fileName.startsWith('.')) continue
      const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      if (source.length < 1024) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      this.emitFile({
        type: 'asset',
        fileName: `${file.fileName}.br`,
        source: brotliCompressSync(source, { params }),
      })
      this.emitFile({
        type: 'asset',
        fileName: `${file.fileName}.gz`,
        source: gzipSync(source, { level: 9 }),
      })
    }
  },
})

/** The files the server names; the manifest says what each became. */
const ENTRIES = [
  'src/web/main.tsx',
  'src/web/icon.svg',
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
