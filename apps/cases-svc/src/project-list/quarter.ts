/** The first day of the quarter that a day lies in. */
export function quarterOf(day: string) {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}
