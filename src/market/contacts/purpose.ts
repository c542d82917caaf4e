/** What a stream of chance is for: no two purposes share one. */
export const purpose = { rowCount: 1, firmSize: 2, firm: 3, person: 4, row: 5, family: 6 } as const;
