/*
 * The arrows of the house: workers → server → shared ← agent-ui, and among rooms only to earlier ones, through their
 * doors. tests/house/import-rules.test.ts sees each guard fail once.
 */
const rooms = [
  'organisation',
  'identity',
  'imports',
  'clients',
  'tasks',
  'agents',
  'telephony',
  'interactions',
  'routing',
  'sales',
  'claims',
  'knowledge',
  'channels',
  'record',
  'satisfaction',
  'supervision',
  'privacy',
]
const anyRoom = `(${rooms.join('|')})`
const media = '^server/telephony/web-voice/media/'
const tests = '\\.(test|arbitrary)\\.ts$'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Rooms after this one, as a pattern; null for the last. */
const after = (room) => {
  const later = rooms.slice(rooms.indexOf(room) + 1)
  return later.length > 0 ? `(${later.join('|')})` : null
}

const orderOfRooms = rooms
  .filter(after)
  .map((room) =>
    forbid(
      `room-order-${room}`,
      `${room} imports only rooms before it; what must go the other way is an event, or a handler that server/app.ts hands in.`,
      { path: `^(server|shared|workers)/${room}/`, pathNot: tests },
      { path: `^(server|shared|workers)/${after(room)}/` },
    ),
  )

const doors = [
  forbid(
    'room-door',
    'Another room is entered by its index.ts alone.',
    { path: `^server/${anyRoom}/`, pathNot: tests },
    { path: `^server/${anyRoom}/`, pathNot: [`^server/$1/`, `^server/${anyRoom}/index\\.ts$`] },
  ),
  forbid(
    'room-door-workers',
    'Workers enter a room by its index.ts, and the platform by any file. (The program itself is put together as the server is.)',
    { path: '^workers/[^/]+/', pathNot: tests },
    { path: '^server/', pathNot: ['^server/platform/', `^server/${anyRoom}/index\\.ts$`] },
  ),
  forbid(
    'app-knows-rooms',
    'Only server/app.ts with its routes and its following of the log, and what starts it, know all rooms; no room knows them.',
    { path: `^server/(platform|${rooms.join('|')})/`, pathNot: tests },
    { path: '^server/[^/]+\\.ts$' },
  ),
  forbid(
    'platform-knows-no-room',
    'The platform has no business words.',
    { path: '^server/platform/', pathNot: tests },
    { path: `^server/${anyRoom}/` },
  ),
]

const wings = [
  forbid(
    'shared-stands-alone',
    'shared is at the end of every arrow.',
    { path: '^shared/', pathNot: tests },
    { path: '^(server|workers|agent-ui|migrations|scripts|bench|tests)/' },
  ),
  forbid(
    'shared-platform-knows-no-room',
    'What every room builds on imports no room.',
    { path: '^shared/platform/', pathNot: tests },
    { path: `^shared/${anyRoom}/` },
  ),
  forbid(
    'server-looks-to-shared',
    'server imports neither workers nor screens, nor anything outside the house.',
    { path: '^server/', pathNot: tests },
    { path: '^(workers|agent-ui|scripts|bench|tests)/' },
  ),
  forbid(
    'workers-look-to-server',
    'workers import no screens, nor anything outside the house.',
    { path: '^workers/', pathNot: tests },
    { path: '^(agent-ui|scripts|bench|tests)/' },
  ),
  forbid(
    'screens-look-to-shared',
    'Screens know the server by its contracts in shared only.',
    { path: '^agent-ui/', pathNot: tests },
    { path: '^(server|workers|migrations|scripts|bench|tests)/' },
  ),
]

const pure = [
  forbid(
    'shared-is-pure',
    'shared runs in the browser too: no built-in module of Node.',
    { path: '^shared/', pathNot: tests },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'shared-packages',
    'shared takes only packages without I/O.',
    { path: '^shared/', pathNot: tests },
    {
      path: 'node_modules/',
      pathNot: 'node_modules/(zod|luxon|libphonenumber-js|mustache|@types/luxon|@types/mustache)/',
    },
  ),
  forbid(
    'screens-are-browsers',
    'Screens have no built-in module of Node.',
    { path: '^agent-ui/src/', pathNot: tests },
    { dependencyTypes: ['core'] },
  ),
]

const providers = [
  forbid(
    'twilio-in-its-folder',
    'Nothing outside its folder knows the provider.',
    { path: '^(server|workers|shared)/', pathNot: ['^server/telephony/twilio/', tests] },
    { path: 'node_modules/twilio/' },
  ),
  forbid(
    'wrtc-in-media',
    'WebRTC runs in media processes only.',
    { path: '^(server|workers|shared)/', pathNot: [media, tests] },
    { path: 'node_modules/@roamhq/' },
  ),
  forbid(
    'media-stands-alone',
    'The media program knows its own folder, its contract and its parent.',
    { path: media, pathNot: tests },
    {
      path: '^(server|workers|agent-ui|shared|scripts|migrations)/',
      pathNot: [media, '^shared/telephony/', '^server/platform/(child|log)\\.ts$'],
    },
  ),
]

const hygiene = [
  forbid('no-circle', 'No circle, ever.', {}, { circular: true }),
  forbid('resolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
]

module.exports = {
  forbidden: [...hygiene, ...wings, ...doors, ...orderOfRooms, ...pure, ...providers],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
}
