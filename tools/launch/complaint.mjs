/** Something that the person at the terminal can mend: what is wrong, and what to do. Shown without a stack. */
export class Complaint extends Error {
  constructor(what, ...advice) {
    super([what, ...advice].join('\n'));
    this.name = 'Complaint';
  }
}
