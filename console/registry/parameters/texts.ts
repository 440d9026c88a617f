import { inLanguages } from '../../language/language.ts';

export const parameterTexts = inLanguages(
  {
    title: 'Параметри',
    lead: 'Додаткові ліцензії яких типів може мати заклад. Зміна діє в усіх процесах за секунду, без перезапуску.',
    name: 'Параметр',
    of: (type: string) => `Додаткові ліцензії: ${type}`,
    value: 'Типи ліцензій',
    none: 'жодного',
    source: 'Звідки значення',
    sources: { database: 'задано в реєстрі', environment: 'змінна середовища', default: 'типове' },
    code: 'Назва в API',
    changed: 'Задано',
    set: 'Задати значення',
    setHeading: 'Які типи дозволити?',
    setText:
      'Нове значення діятиме в усіх процесах за секунду. Ліцензії, які вже є, лишаться. Подію «Параметр змінено» отримають інші системи.',
    inactive: 'немає такого чинного типу: ліцензій не додати, доки його немає в довіднику',
    done: 'Значення задано',
    unknown: (codes: string) =>
      `Немає таких чинних типів ліцензій: ${codes}. Їх не можна буде додати, доки довідник їх не матиме.`,
    unset: 'Прибрати значення',
    unsetHeading: 'Прибрати значення з реєстру?',
    unsetText:
      'За секунду в усіх процесах діятиме змінна середовища з цією назвою, а якщо її немає — типове значення. Ліцензії, які вже є, лишаться.',
    unsetRefusal: 'Прибирати нічого: у реєстрі значення не задано.',
    gone: 'Значення прибрано',
    now: (value: string) => `Тепер діє: ${value}.`,
  },
  {
    title: 'Parameters',
    lead: 'Which additional licences a legal entity may have. A change counts on every process within a second, without a restart.',
    name: 'Parameter',
    of: (type: string) => `Additional licences: ${type}`,
    value: 'Types of licences',
    none: 'none',
    source: 'Where the value comes from',
    sources: { database: 'set in the registry', environment: 'environment variable', default: 'default' },
    code: 'Name in the API',
    changed: 'Set',
    set: 'Set the value',
    setHeading: 'Which types are allowed?',
    setText:
      'The new value counts on every process within a second. Licences that are there stay. Other systems get the event “A parameter was changed”.',
    inactive: 'no active type: no such licence can be added until the dictionary has it',
    done: 'The value is set',
    unknown: (codes: string) =>
      `These are no active types of licences: ${codes}. They cannot be added until the dictionary has them.`,
    unset: 'Unset the value',
    unsetHeading: 'Take the value out of the registry?',
    unsetText:
      'Within a second the environment variable of this name counts on every process or, where there is none, the default. Licences that are there stay.',
    unsetRefusal: 'There is nothing to take out: no value is set in the registry.',
    gone: 'The value was taken out',
    now: (value: string) => `In force now: ${value}.`,
  },
);
