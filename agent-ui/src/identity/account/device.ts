/** A browser and its system out of a User-Agent header, for people: `Firefox · Windows`. Null when neither is known. */
const browsers: [RegExp, string][] = [
  [/YaBrowser\//, 'Yandex'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

const first = (list: [RegExp, string][], text: string) => list.find(([pattern]) => pattern.test(text))?.[1]

export const deviceOf = (userAgent: string | null): string | null => {
  const parts = [first(browsers, userAgent ?? ''), first(systems, userAgent ?? '')].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : null
}
