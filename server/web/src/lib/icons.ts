// Line icons on a 24 by 24 field, drawn for this app: those of the first screens. The others are in more-icons.ts.
import type { others } from './more-icons'

export const icons = {
  truck: 'M2 6h12v10H2zM14 9h4l4 4v3h-8zM6.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  van: 'M2 15l3-7h9l6 5 2 1v3h-2.500M8.500 17h7M2 15v2h1.500M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9.500 8v5h7',
  therm: 'M10 14V5a2 2 0 1 1 4 0v9a4 4 0 1 1-4 0zM12 10v7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  tablet: 'M6 2.5h12a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1zM9.5 11.5l2 2 3.5-4',
  warn: 'M12 4l9 16H3zM12 10v4M12 17v.01',
  right: 'M5 12h14M13 6l6 6-6 6',
  pdf: 'M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6',
  plus: 'M12 5v14M5 12h14',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z',
  note: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  graph: 'M3 5h5v4H3zM16 3h5v4h-5zM16 15h5v4h-5zM8 7c4 0 4-2 8-2M8 7c4 0 4 10 8 10',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-6 7.500-6s6.5 2 7.5 6',
  pot: 'M4 10h16v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 12h2M20 12h2M9 7c0-1.5 1.5-1.5 1.5-3M13.5 7c0-1.5 1.5-1.5 1.5-3',
  jar: 'M7 3h10v4H7zM8 7c-1.5 1-2 2-2 4v8a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2v-8c0-2-.5-3-2-4M6 12h12M6 17h12',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3L19 19M5 19l1.7-1.7M17.3 6.7L19 5',
  box: 'M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9M7.5 5.5l9 5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  duty: 'M8 4h8v3H8zM8 5H5v16h14V5h-3M8.5 13.5l2.500 2.500 4.500-5',
  printer: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  swap: 'M4 9h15l-4-4M20 15H5l4 4',
}
export type IconName = keyof typeof icons | keyof typeof others
