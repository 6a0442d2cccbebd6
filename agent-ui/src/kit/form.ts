/** What a FormShell tells the fields inside it. */
import type { InjectionKey, Ref } from 'vue'
import type { ApiFailure } from '../platform/failure.ts'

export type FormContext = { failure: Readonly<Ref<ApiFailure | null>> }
export const formContext: InjectionKey<FormContext> = Symbol('form')
