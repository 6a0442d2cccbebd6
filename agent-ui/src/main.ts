/** The house: everything behind the sign-in. */
import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './app/App.vue'
import { createPages } from './app/router.ts'
import { startHouse } from './app/start.ts'
import { i18n, preferredLanguage, setLanguage } from './platform/i18n.ts'
import { createQueries } from './platform/live-query.ts'
import { startLook } from './platform/look.ts'
import './app/theme.css'

startLook()
setLanguage(preferredLanguage())
const queries = createQueries()
const router = createPages()
await startHouse({ router, queries })

const app = createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(ui)
// The first page is known before the first paint: no flash of the shell around nothing.
await router.isReady().catch((error: unknown) => console.warn('the first page did not open', error))
app.mount('#app')
