/**
 * The program of a provider's lines, fetched when the first of its calls comes. What could not be fetched once some browsers
 * (Chromium) never ask for again while the page lives: only a reload helps, so the desk has to say so.
 */
import { readonly, ref } from 'vue'
import { isUnloaded } from '../platform/unloaded.ts'

const missing = ref(false)

/** It was asked for, and is not there; false again once it has come after all. */
export const lineProgramMissing = readonly(missing)

/** @throws as `load` */
export const loadLineProgram = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    const program = await load()
    missing.value = false
    return program
  } catch (error) {
    if (isUnloaded(error)) missing.value = true
    throw error
  }
}
