// Whether a computed number bears out what was published, by the words it was published with.

/** "More than 1 200" still holds at 1 230, and no longer at 1 300; "nearly 11 000" is never more than that. */
const NEAR = 0.05;

const holds = {
  EXACT: ({ value, computed }) => computed === value,
  OVER: ({ value, computed }) => computed >= value && computed <= value * (1 + NEAR),
  NEARLY: ({ value, computed }) => computed <= value && computed >= value * (1 - NEAR),
  RANGE: ({ value, valueTo, computed }) => computed >= value && computed <= valueTo,
};

/** OK, OFF, or SHOWN where what was printed cannot be relied on. */
export function judge({ qualifier, value, valueTo, computed }) {
  if (computed === null) return 'OFF';
  if (qualifier === 'UNKNOWN') return 'SHOWN';
  return holds[qualifier]({ value, valueTo, computed }) ? 'OK' : 'OFF';
}
