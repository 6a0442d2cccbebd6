import type { TranslationOf } from '../../platform/i18n.ts'
import type { singleSignOnRu } from './single-sign-on.ru.ts'

export const singleSignOnEn: TranslationOf<typeof singleSignOnRu> = {
  nav: 'Single sign-on',
  title: 'Single sign-on',
  hint: 'Staff sign in by the company’s identity provider over OpenID Connect; they need no password in Perezvon.',
  active: 'Show the button on the sign-in page',
  name: 'Name on the button',
  issuer: 'Address of the provider (issuer)',
  issuerHint: 'As the provider itself has it, for example https://login.example.com/realms/main',
  clientId: 'Client id',
  clientSecret: 'Client secret',
  secretKept: 'It is set and not shown. Enter it anew to replace it, or when the provider’s address changes.',
  callback: 'Return address: enter it at the provider',
  roles: 'Roles',
  rolesClaim: 'Claim of the roles',
  rolesClaimHint: 'Its name in the provider’s answer: groups, roles, realm_access.roles',
  map: 'What stands for what',
  value: 'Value at the provider',
  role: 'Role in Perezvon',
  addRow: 'Mapping',
  removeRow: 'Remove mapping {n}',
  makesUsers: 'Make new users',
  makesUsersHint:
    'If the provider has verified the e-mail and at least one role was found. Users made so take their roles from the provider each time; those who were here before keep theirs.',
  department: 'Department of new users',
  market: 'Market of new users',
  save: 'Save',
  saved: 'Saved.',
}
