import { useGraphiQL } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { use, useEffect, useMemo, useRef, useState } from 'react';
import { type Asker, askingAs, type Language } from './asking';
import { type Example, type Wish, wishIn } from './example';
import { EXAMPLES_PLUGIN, Shelf } from './examples';
import { Header } from './header';
import { keyOf, type Persona, personaFor, withKey } from './personas';

const plugins = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

/** GraphiQL with a shelf of examples, and a header that says as whom and in which language one asks. */
export function Explorer({ examples, personas }: { examples: Example[]; personas: Persona[] }) {
  const [language, setLanguage] = useRemembered<Language>('language', preferredLanguage());
  const [key, setKey] = useRemembered<string>('persona', '');
  const persona = withKey(key, personas);
  const become = (wish: Wish) => {
    const wanted = personaFor(wish, personas);
    setKey(wanted ? keyOf(wanted) : '');
  };

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  // GraphiQL reads the schema anew whenever it is given another fetcher, so it keeps one that looks here.
  const asker = useRef<Asker>({ language, token: undefined });
  asker.current = { language, token: persona?.token };
  const fetcher = useMemo(() => askingAs(() => asker.current), []);

  return (
    <Shelf value={{ examples, personas, language, become }}>
      <Header {...{ language, setLanguage, personas, persona }} setPersona={setKey} />
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        visiblePlugin={EXAMPLES_PLUGIN}
        defaultEditorToolsVisibility="variables"
        {...(isFirstVisit && firstTab(examples))}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
        <FollowTabs />
      </GraphiQL>
    </Shelf>
  );
}

/** Whoever turns to a tab asks as its query wants, until they choose somebody else. */
function FollowTabs() {
  const { become } = use(Shelf);
  const { id, query } = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]!);
  const shown = useRef(id);

  useEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    const wish = wishIn(query ?? '');
    if (wish) become(wish);
  }, [id, query, become]);
  return null;
}

/** Later visits find the tabs as they were left. */
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;

const firstTab = ([first]: Example[]) => ({
  initialQuery: first!.query,
  initialVariables: first!.variables,
});

const preferredLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');

/** A choice that outlives the page. */
function useRemembered<Choice extends string>(name: string, otherwise: Choice) {
  const [choice, choose] = useState(() => (localStorage.getItem(`jinlin:${name}`) as Choice) ?? otherwise);
  const chooseAndRemember = (next: Choice) => {
    localStorage.setItem(`jinlin:${name}`, next);
    choose(next);
  };
  return [choice, chooseAndRemember] as const;
}
