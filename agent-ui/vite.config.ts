/** The house for those who work in it, and the light pages of clients: to call from, and to follow a claim. */
import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Rolldown } from 'vite'

type ChunkingContext = Rolldown.ChunkingContext

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const house = here('./index.html')
/** For clients, who have no more than a telephone and a slow line. */
const light = { call: here('./call.html'), claim: here('./claim.html') }

const colors = ['primary', 'secondary', 'ringing', 'success', 'info', 'warning', 'error']

/** It names all that its library has; what is used of it comes along with who uses it. */
const LISTS_ALL = /[\\/]reka-ui[\\/]dist[\\/]index\.js$/

/** What a page begins with stays a file of its own: else each page would begin the others. */
const isNotBegun = (id: string): boolean => !/\.html$|[\\/.]main\.ts$/.test(id)

/** What a page needs before it shows; each light page shares that with the house, and some with the other. */
const reaches = (page: string): ((id: string, bundle: ChunkingContext) => boolean) => {
  let found: Set<string> | undefined
  return (id, bundle) => {
    if (!found) {
      found = new Set([page])
      for (const one of found)
        if (!LISTS_ALL.test(one))
          for (const next of bundle.getModuleInfo(one)?.importedIds ?? []) found.add(next)
    }
    return found.has(id)
  }
}
const inEach = Object.values(light).map(reaches)
const lightGroup = (name: string, within: ReturnType<typeof reaches>, priority: number) => ({
  debugName: name,
  name: (id: string, bundle: ChunkingContext) => (within(id, bundle) ? name : null),
  test: isNotBegun,
  tags: ['$initial' as const],
  priority,
})

/*
 * A file for each set of pages that share a module would be a hundred questions before the first page shows, each of
 * which costs browser and server more than the few kilobytes that it brings.
 */
const groups = [
  lightGroup('light', (id, bundle) => inEach.every((one) => one(id, bundle)), 3),
  ...Object.entries(light).map(([name, page]) => lightGroup(`light-${name}`, reaches(page), 2)),
  { name: 'house', test: isNotBegun, tags: ['$initial' as const], priority: 1 },
  // What several pages of the house have in common; what one alone needs comes with it.
  { name: 'shared', minShareCount: 2 },
]

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
    rolldownOptions: {
      input: { house, ...light },
      output: { codeSplitting: { groups } },
    },
  },
})
