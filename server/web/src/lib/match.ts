// Finding by a part of a name, an alias, English, pinyin or its initials, as the server does (traceability/pinyin.py).
export interface Findable { name: string | null; name_en: string | null; pinyin: string; aliases?: string[] }

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Whether what was typed names the thing. Nothing typed names everything. */
export function matches(typed: string, thing: Findable): boolean {
  const sought = plain(typed)
  if (!sought) return true
  const texts = [thing.name ?? '', thing.name_en ?? '', ...(thing.aliases ?? [])]
  return texts.some((text) => plain(text).includes(sought)) || thing.pinyin.split(' ').some((part) => part.includes(sought))
}

/** What is named, that which begins so first, at most so many. */
export function pick<T extends Findable>(typed: string, things: T[], most: number): T[] {
  const sought = plain(typed)
  const begins = (thing: T): boolean => plain(thing.name ?? '').startsWith(sought)
  const found = things.filter((thing) => matches(typed, thing))
  return [...found.filter(begins), ...found.filter((thing) => !begins(thing))].slice(0, most)
}
