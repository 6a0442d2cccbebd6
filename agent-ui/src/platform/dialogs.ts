/**
 * Whether a dialog lies over the page: what must be seen and heard all the same goes above it then. A panel that lies
 * beside the page (`data-beside`) is none: page and keys work on.
 */
import { onScopeDispose, type Ref, readonly, ref } from 'vue'

const OPEN = '[role=dialog][data-state=open]:not([data-beside]),[role=alertdialog][data-state=open]'

export const anyDialogOpen = (): boolean => document.querySelector(OPEN) !== null

/** Something is being filled in over the page; leaving the page would throw it away. */
export const formOverPage = (): boolean =>
  [...document.querySelectorAll(OPEN)].some((dialog) => dialog.querySelector('form, textarea') !== null)

/** Follows the dialogs, which open at the end of the body, for as long as the component lives. */
export const useDialogOpen = (): Readonly<Ref<boolean>> => {
  const open = ref(anyDialogOpen())
  const observer = new MutationObserver(() => {
    open.value = anyDialogOpen()
  })
  observer.observe(document.body, { childList: true })
  onScopeDispose(() => observer.disconnect())
  return readonly(open)
}
