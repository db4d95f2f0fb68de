// The app may stand open in two tabs: what one of them has in hand, the other goes on with, and neither hands it in twice.

/** For as long as the component lives, tells when another tab changed what is kept in local storage under this key. */
export function follow(key: () => string, heard: () => void): void {
  $effect(() => {
    const listen = (event: StorageEvent): void => { if (event.key === key()) heard() }
    addEventListener('storage', listen)
    return () => removeEventListener('storage', listen)
  })
}
