import { useRef, useState } from 'react'
import { clientOn, Refused } from '../wire/client.ts'
import type { Answer, Endpoint, Request } from '../wire/contract.ts'
import { Unreachable } from './server.ts'

/** Sends a file to an endpoint that takes it as it is; the browser streams it, so that it is never held whole. */
function sending(file: File) {
  return clientOn(async ({ method, path, headers }) => {
    let response: Response
    try {
      const own = { ...headers, 'content-type': file.type || 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) }
      response = await fetch(path, { method, headers: own, body: file, credentials: 'same-origin' })
    } catch {
      throw new Unreachable()
    }
    return { status: response.status, header: name => response.headers.get(name), text: await response.text() }
  })
}

export interface UploadOptions<E extends Endpoint> {
  readonly done: (answer: Answer<E>) => void
}

/** An upload: `start(request, file)` sends it once; choosing another file while it runs does nothing. */
export function useUpload<E extends Endpoint>(endpoint: E, options: UploadOptions<E>) {
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: Error | null }>({ busy: false, error: null })
  const running = useRef(false)
  async function take(request: Request<E>, file: File): Promise<void> {
    try {
      const answer = await sending(file)(endpoint, request)
      running.current = false
      setState({ busy: false, error: null })
      options.done(answer)
    } catch (thrown) {
      running.current = false
      setState({ busy: false, error: thrown instanceof Error ? thrown : new Error(String(thrown)) })
    }
  }
  const start = (request: Request<E>, file: File): void => {
    if (running.current) return
    running.current = true
    setState({ busy: true, error: null })
    void take(request, file)
  }
  return { start, busy: state.busy, error: state.error, refusal: state.error instanceof Refused ? state.error.problem : null }
}
