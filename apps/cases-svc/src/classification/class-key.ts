/** How a class is written in a row: problem-types/03. */
export const classKey = (taxonomy: string, code: string) => `${taxonomy}/${code}`;
