/** A "no" as Open311 says it: the status of the answer is its code too. */
export class Refused {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409,
    readonly description: string,
  ) {}
}

export const missing = (name: string) => new Refused(400, `${name} was not provided`);
export const unfit = (name: string, wanted: string) => new Refused(400, `${name} is not ${wanted}`);
export const unknown = (name: string) => new Refused(404, `${name} provided was not found`);

/** What those who sent it read of a refusal. */
export const errorsOf = (status: number, description: string) => ({
  name: 'errors',
  value: [{ code: status, description }],
});
