import type { Language } from './asking';
import { byLocality, keyOf, type Persona } from './personas';
import { words } from './words';

interface HeaderProps {
  language: Language;
  setLanguage: (language: Language) => void;
  personas: Persona[];
  persona: Persona | null;
  setPersona: (key: string) => void;
}

/** Says where one is, and lets one choose as whom and in which language to ask. */
export function Header({ language, setLanguage, personas, persona, setPersona }: HeaderProps) {
  const say = words(language);

  return (
    <header className="jinlin-header">
      <h1>
        <span lang="zh-CN">近邻</span> Jinlin
      </h1>
      <p className="jinlin-tagline">
        {say({ zh: '社区治理的一张图', en: 'One graph over grassroots governance' })}
      </p>

      {personas.length === 0 ? (
        <p>{say(OWN_TOKEN)}</p>
      ) : (
        <label>
          {say({ zh: '身份', en: 'Ask as' })}
          <select
            value={persona ? keyOf(persona) : ''}
            onChange={({ currentTarget }) => setPersona(currentTarget.value)}
          >
            <option value="">{say({ zh: '匿名', en: 'nobody (anonymous)' })}</option>
            {byLocality(personas).map(({ name, members }) => (
              <optgroup key={name} label={name}>
                {members.map((member) => (
                  <option key={keyOf(member)} value={keyOf(member)}>
                    {say(member.who)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      )}

      <div className="jinlin-languages">
        {(['zh-CN', 'en'] as const).map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => setLanguage(each)}
          >
            {each === 'en' ? 'English' : '中文'}
          </button>
        ))}
      </div>
    </header>
  );
}

const OWN_TOKEN = {
  zh: '令牌请填在 Headers：{ "Authorization": "Bearer …" }',
  en: 'Your token goes into Headers: { "Authorization": "Bearer …" }',
};
