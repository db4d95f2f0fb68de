/** Whether a person has said what becomes of a line. */
export const isDone = (line: { outcome: string }): boolean => line.outcome !== ''
