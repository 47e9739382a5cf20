export const DEADLINE_HEADER = 'x-jinlin-deadline';

/** The moment (epoch ms) by which an answer is wanted; null when none, or none that makes sense, was given. */
export function deadlineOf(header: string | undefined) {
  const deadline = Number(header);
  return Number.isSafeInteger(deadline) && deadline > 0 ? deadline : null;
}

/** Answers with `late` when the deadline passes before the work is done. */
export function within<Answer>(
  work: Promise<Answer>,
  deadline: number | null,
  late: () => Answer,
): Promise<Answer> {
  if (deadline === null) return work;

  let timer: NodeJS.Timeout;
  const alarm = new Promise<Answer>((ring) => {
    timer = setTimeout(() => ring(late()), Math.max(0, deadline - Date.now()));
  });
  return Promise.race([work, alarm]).finally(() => clearTimeout(timer));
}
