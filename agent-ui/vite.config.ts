/** The house for those who work in it, and the light pages of clients: to call from, to follow a claim. */
import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const colors = ['primary', 'secondary', 'ringing', 'success', 'info', 'warning', 'error']

export default defineConfig({
  root: here('.'),
  plugins: [
    vue(),
    ui({
      dts: false,
      autoImport: false,
      // The look is chosen and kept by platform/look.ts; the library's own keeping would undo it at each start.
      colorMode: false,
      // Icons are bundled at build time: nothing is fetched from outside at run time.
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] }, sizeLimitKb: 0 } },
      theme: { colors },
      ui: {
        colors: {
          primary: 'patina',
          secondary: 'mist',
          ringing: 'bronze',
          success: 'leaf',
          info: 'sky',
          warning: 'honey',
          error: 'red',
          neutral: 'mist',
        },
        modal: {
          slots: { title: 'text-base' },
          variants: { overlay: { true: { overlay: 'bg-patina-950/55' } } },
        },
        slideover: { slots: { overlay: 'bg-patina-950/55', title: 'text-base' } },
        button: {
          variants: { size: { md: { leadingIcon: 'size-4.5' }, lg: { leadingIcon: 'size-4.5' } } },
          // Under the mouse the library lets the page shine through until the words fade below 4.5 : 1.
          compoundVariants: colors.map((color) => ({
            color,
            variant: 'solid',
            class: `hover:bg-${color}/100 active:bg-${color}/100 deepens`,
          })),
        },
        // The list itself scrolls, and not a part inside it that would ask for a tab stop of its own.
        inputMenu: { slots: { content: 'overflow-y-auto', viewport: 'overflow-y-visible' } },
        formField: { slots: { help: 'text-xs', error: 'text-xs', hint: 'text-xs' } },
      },
    }),
  ],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { house: here('./index.html'), call: here('./call.html'), claim: here('./claim.html') },
    },
  },
})
