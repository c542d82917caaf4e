/** Whether a metric is among names as settings write them: whole, or a beginning with `*`. */
export const isAmong = (metric: string, names: readonly string[]): boolean => names.some((name) => (name.endsWith('*') ? metric.startsWith(name.slice(0, -1)) : metric === name));
