/** The pages that clients come to about claims: no desk, no sign-in, nothing of the house but its look. */
import ui from '@nuxt/ui/vue-plugin'
import { createApp } from 'vue'
import { i18n, preferredLanguage, setLanguage } from '../../platform/i18n.ts'
import { startLook } from '../../platform/look.ts'
import ClaimFormPage from '../claim-form/ClaimFormPage.vue'
import FollowPage from './FollowPage.vue'
import '../../app/theme.css'

startLook()
const asked = new URLSearchParams(globalThis.location.search).get('lang')
setLanguage(asked === 'ru' || asked === 'en' ? asked : preferredLanguage())
const page = globalThis.location.pathname.startsWith('/claim') ? ClaimFormPage : FollowPage
createApp(page).use(i18n).use(ui).mount('#app')
