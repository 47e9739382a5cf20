import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createContext, use } from 'react';
import type { Language } from './asking';
import type { Example, Wish } from './example';
import { type Persona, personaFor } from './personas';
import { words } from './words';

interface OnTheShelf {
  examples: Example[];
  personas: Persona[];
  language: Language;
  /** Makes whoever asks next the persona that a query wants. */
  become: (wish: Wish) => void;
}

/** What the panel shows. GraphiQL gives a plugin's content no props. */
export const Shelf = createContext<OnTheShelf>(undefined!);

/** A panel with a question for each kind of user; each opens in a tab of its own. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: '示例 Examples',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 4v16M9 4v16M14 4.5l5 15M4 4h5M4 20h5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  ),
  content: Examples,
};

function Examples() {
  const { examples, personas, language } = use(Shelf);
  const active = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title);
  const say = words(language);
  const open = useOpening();

  return (
    <section className="jinlin-examples">
      <h2>{say({ zh: '示例', en: 'Examples' })}</h2>
      <ul>
        {examples.map((example) => {
          const [heading, about] = halves(say(example.title));
          const persona = personaFor(example.wants, personas);
          return (
            <li key={example.name}>
              <button type="button" aria-pressed={example.name === active} onClick={() => open(example)}>
                <strong>{heading}</strong>
                {about && <span>{about}</span>}
                <em>{persona ? say(persona.who) : example.wants.role}</em>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A title's words before its first colon, and those after it. */
const halves = (title: string) => title.split(/[：:] ?(.*)/s);

/** Opens an example in a new tab, or turns to the tab that has it, and asks as whom it wants. */
function useOpening() {
  const { become } = use(Shelf);
  const { addTab, changeTab } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));

  return ({ name, query, variables, wants }: Example) => {
    become(wants);
    const open = tabs.findIndex(({ title }) => title === name);
    if (open >= 0) return changeTab(open);

    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables.replace('{now}', Date.now().toString(36)));
  };
}
