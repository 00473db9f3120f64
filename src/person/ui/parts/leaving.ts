/** Ends the session here and goes to the sign-in page, whether or not the server could be reached. */
export async function leaveOrganization(slug: string): Promise<void> {
  await fetch(`/${slug}/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
    credentials: 'same-origin',
  }).catch(() => undefined)
  toSignIn(slug)
}

export function toSignIn(slug: string): void {
  window.location.assign(`/${slug}/sign-in`)
}
