/**
 * What the server answered, kept for the screens: one entry for each question (endpoint and request), shared by everybody who watches it.
 * Between steps it is true that: an entry is read by at most one request at a time; an answer older than `freshMs` is read again as soon
 * as somebody watches it; what was renewed while a reading ran is read once more, because that reading may have missed the change; an
 * entry that nobody watches is forgotten after `keptMs`. A failed reading keeps the answer of before and is tried again `retries` times
 * when only the network failed.
 *
 * Written by hand because it is this little: the library that does it takes 10 of the 110 kB that the first screen may have.
 */
export interface Answered<T> {
  readonly data: T | undefined
  readonly error: Error | null
  readonly isFetching: boolean
}

export interface Entry {
  readonly key: string
  answered: Answered<unknown>
  readAt: number
  running: Promise<void> | null
  oldWhileRunning: boolean
  readonly read: () => Promise<unknown>
  readonly watchers: Set<() => void>
  forgetting: ReturnType<typeof setTimeout> | undefined
}

export interface KeepingRules {
  readonly freshMs: number
  readonly keptMs: number
  readonly retries: number
  readonly isWorthRetrying: (error: unknown) => boolean
  readonly now: () => number
}

const nothing: Answered<unknown> = { data: undefined, error: null, isFetching: false }

export function keepAnswers(rules: KeepingRules) {
  const entries = new Map<string, Entry>()

  const tell = (entry: Entry, part: Partial<Answered<unknown>>) => {
    entry.answered = { ...entry.answered, ...part }
    for (const heard of entry.watchers) heard()
  }

  /** Reads once, with its retries; never rejects. */
  async function readThrough(entry: Entry): Promise<void> {
    tell(entry, { isFetching: true })
    for (let failures = 0; ; ) {
      entry.oldWhileRunning = false
      try {
        const data = await entry.read()
        if (entry.oldWhileRunning) continue
        entry.readAt = rules.now()
        entry.running = null
        return tell(entry, { data: unchanged(entry.answered.data, data), error: null, isFetching: false })
      } catch (error) {
        failures += 1
        if (failures <= rules.retries && rules.isWorthRetrying(error)) {
          await new Promise(resolve => setTimeout(resolve, 1000 * failures))
          continue
        }
        entry.readAt = rules.now()
        entry.running = null
        return tell(entry, { error: error instanceof Error ? error : new Error(String(error)), isFetching: false })
      }
    }
  }

  /** Reads the entry again, or joins the reading that runs. */
  function read(entry: Entry): Promise<void> {
    entry.running ??= readThrough(entry)
    return entry.running
  }

  const isOld = (entry: Entry): boolean => rules.now() - entry.readAt > rules.freshMs

  return {
    /** The entry of a question; made when it is asked for the first time. `key` begins with the name of the endpoint. */
    entryOf(key: string, reading: () => Promise<unknown>): Entry {
      const known = entries.get(key)
      if (known) return known
      const entry: Entry = {
        key,
        answered: nothing,
        readAt: Number.NEGATIVE_INFINITY,
        running: null,
        oldWhileRunning: false,
        read: reading,
        watchers: new Set(),
        forgetting: undefined,
      }
      entries.set(key, entry)
      return entry
    },

    /** Hears of every change until the returned function is called; an answer that is old or missing is read. */
    watch(entry: Entry, heard: () => void): () => void {
      entries.set(entry.key, entry)
      clearTimeout(entry.forgetting)
      entry.watchers.add(heard)
      if (isOld(entry)) void read(entry)
      return () => {
        entry.watchers.delete(heard)
        if (entry.watchers.size === 0) entry.forgetting = setTimeout(() => entries.delete(entry.key), rules.keptMs)
      }
    },

    read,

    /** Makes the answers of an endpoint old; resolves when those that are watched have been read again. */
    async renew(startOfKey: string): Promise<void> {
      const readings: Promise<void>[] = []
      for (const entry of entries.values()) {
        if (!entry.key.startsWith(startOfKey)) continue
        entry.readAt = Number.NEGATIVE_INFINITY
        entry.oldWhileRunning = true
        if (entry.watchers.size > 0) readings.push(read(entry))
      }
      await Promise.all(readings)
    },

    /** Reads what is watched and old: the window came back, or the network did. */
    refresh(): void {
      for (const entry of entries.values()) if (entry.watchers.size > 0 && isOld(entry)) void read(entry)
    },
  }
}

/** An answer that says the same stays the same object, so that nothing is drawn again. */
function unchanged(before: unknown, after: unknown): unknown {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after
}
