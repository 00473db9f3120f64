/**
 * Ends the session here and goes to the sign-in page, whether or not the server could be reached. Nothing that this tab kept of somebody is
 * there for whoever comes next.
 */
export async function leaveOrganization(slug: string): Promise<void> {
  await fetch(`/${slug}/sign-out`, { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
    .finally(() => sessionStorage.clear())
    .catch(() => undefined)
  toSignIn(slug)
}

export function toSignIn(slug: string): void {
  window.location.assign(`/${slug}/sign-in`)
}
