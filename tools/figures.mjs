// npm run figures: what was published beside what the gateway computes from records. Limit it by locality codes or by
// names: npm run figures -- 510522 D.grids
import { graph } from './figures/gateway.mjs';
import { published, questions } from './figures/published.mjs';
import { report } from './figures/report.mjs';
import { judge } from './figures/verdict.mjs';
import { Complaint } from './launch/complaint.mjs';

const AT_ONCE = 4;

try {
  const figures = chosen(published(), process.argv.slice(2));
  const questionOf = questions();
  const ask = await graph();

  const judged = await inTurns(figures, async (figure) => {
    const answer = await ask(questionOf.get(figure.figure), figure.locality);
    const computed = { ...figure, ...answer, computed: inUnitOf(figure, answer.computed) };
    return { ...computed, verdict: judge(computed) };
  });
  process.stdout.write(report(judged));
  process.exitCode = judged.some(({ verdict }) => verdict === 'OFF') ? 1 : 0;
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}

/** The graph counts money in fen; the newspapers told of it in yuan. */
function inUnitOf({ unit }, number) {
  return unit === 'CNY' && number !== null ? number / 100 : number;
}

function chosen(figures, names) {
  if (names.length === 0) return figures;

  const wanted = figures.filter(({ figure, locality }) => names.includes(figure) || names.includes(locality));
  if (wanted.length) return wanted;
  throw new Complaint(
    `There is no figure of ${names.join(' or ')}.`,
    'Name localities as docs/figures.csv does, or figures: npm run figures -- 510522 D.grids',
  );
}

/** Works through a list a few at a time, and answers in its order. */
async function inTurns(list, work) {
  const answers = [];
  const waiting = list.entries();
  const worker = async () => {
    for (const [at, item] of waiting) answers[at] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}
