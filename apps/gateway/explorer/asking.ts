import type { Fetcher } from '@graphiql/toolkit';

export type Language = 'zh-CN' | 'en';

/** As whom and in which language the next question is asked. */
export interface Asker {
  language: Language;
  token: string | undefined;
}

/** Asks the gateway. What stands in the headers editor goes before what the page sets by itself. */
export const askingAs =
  (asker: () => Asker): Fetcher =>
  async (question, options) => {
    const { language, token } = asker();
    const answer = await fetch('graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'accept-language': language,
        ...(token && { authorization: `Bearer ${token}` }),
        ...lowerCased(options?.headers),
      },
      body: JSON.stringify(question),
    });
    const text = await answer.text();
    return parsed(text) ?? { errors: [{ message: `${answer.status} ${answer.statusText}: ${text}` }] };
  };

/** So that `Authorization` typed by hand replaces ours and is not sent beside it. */
const lowerCased = (headers: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** A proxy on the way may answer with a page instead of JSON; that is shown as it is. */
function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
