import type { Place } from '@jinlin/graphql';

/** That an appointment holds now, or held on a day. */
export function serving(day: string | null | undefined, at: Place) {
  if (!day) return `h.state = 'SERVING'`;
  const on = `${at(day)}::date`;
  return `h.from_on <= ${on} and (h.to_on is null or h.to_on > ${on})`;
}
