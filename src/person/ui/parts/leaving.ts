/** Ends the session here and goes to the sign-in page, whether or not the server could be reached. */
export async function leaveOrganization(slug: string): Promise<void> {
  await fetch(`/${slug}/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
    credentials: 'same-origin',
  }).catch(() => undefined)
  forgetHere()
  toSignIn(slug)
}

/** Nothing that this tab kept of somebody is there for whoever comes next. */
function forgetHere(): void {
  try {
    sessionStorage.clear()
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

export function toSignIn(slug: string): void {
  window.location.assign(`/${slug}/sign-in`)
}
