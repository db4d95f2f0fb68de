/** One shape of a drawing: its path, outline and filling. */
export interface Stroke { d: string; fill: string; stroke: string; width: number }

export const stroke = (d: string, outline: string, fill = 'none', width = 1.6): Stroke => ({ d, stroke: outline, fill, width })
