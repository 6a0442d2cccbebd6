/** What can be edited of a user. */
import type { UserView } from '#shared/identity/user.contract.ts'
import type { Language } from '../../platform/i18n.ts'

export type UserForm = Pick<UserView, 'name' | 'email' | 'language' | 'departmentId' | 'marketId' | 'roles'>

export const emptyUser = (language: Language): UserForm => ({
  name: '',
  email: '',
  language,
  departmentId: null,
  marketId: null,
  roles: [],
})

export const formOf = ({ name, email, language, departmentId, marketId, roles }: UserView): UserForm => ({
  name,
  email,
  language,
  departmentId,
  marketId,
  roles: [...roles],
})
