// What npm start says while it works: a line for each thing done, and how far the present one is.
const isTerminal = process.stdout.isTTY;
const began = Date.now();
let shown = '';
let lastPrinted = 0;

export const elapsed = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;

export function say(line = '') {
  clear();
  console.log(line);
}

export function complain(line) {
  clear();
  console.error(line);
}

/** A line that the next one replaces; where nothing can be replaced, one now and then. */
export function status(line) {
  if (!isTerminal) {
    if (Date.now() - lastPrinted < 2_000) return;
    lastPrinted = Date.now();
    return console.log(`  ${line}`);
  }
  clear();
  shown = line.slice(0, (process.stdout.columns ?? 80) - 1);
  process.stdout.write(shown);
}

function clear() {
  if (shown) process.stdout.write('\r\x1b[2K');
  shown = '';
}

/** How far several processes are with one stage, as a single line. */
export function progressOf(stage) {
  const parts = new Map();
  return (name, { progress, done, total }) => {
    parts.set(name, `${name}: ${progress}${total ? ` ${done} of ${total}` : ''}`);
    status(`${stage} – ${[...parts.values()].join(' · ')}`);
  };
}
