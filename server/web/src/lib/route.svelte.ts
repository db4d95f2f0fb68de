// Where the person is, in the address after "#", so that back, forward and a bookmark work on any server.
export interface Route { screen: string; id: string; values: URLSearchParams }

export function parse(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const [screen = '', id = ''] = path.split('/')
  return { screen, id: decodeURIComponent(id), values: new URLSearchParams(search) }
}

let current = $state.raw<Route>(parse(location.hash))
addEventListener('hashchange', () => { current = parse(location.hash) })

export const route = {
  get now(): Route { return current },
}

export function address(screen: string, id = '', values: Record<string, string> = {}): string {
  const search = new URLSearchParams(values).toString()
  return `#/${screen}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`
}

export function go(to: string, replace = false): void {
  if (!replace) {
    location.hash = to
    return
  }
  history.replaceState(null, '', to)
  current = parse(to)
}
