import { getLicense } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Action } from '../parts/action.tsx';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Facts } from '../parts/facts.tsx';
import { LicenseStateTag } from '../parts/license-state.tsx';
import { FIELDS, useLicenseWords } from '../parts/license-words.ts';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import { Done } from './form/done.tsx';
import { History } from './history.tsx';
import { useStanding } from './standing.ts';

const texts = inLanguages(
  { title: 'Ліцензія', all: 'Усі ліцензії', state: 'Стан', correct: 'Виправити' },
  { title: 'Licence', all: 'All licences', state: 'State', correct: 'Correct' },
);

/** The heading has the type, and whether it counts is what its being here says. */
const SHOWN = FIELDS.filter((field) => !['type', 'is_active'].includes(field));

/** One licence: what the registry has of it, and who changed it. */
export default function LicensePage({ params }: PageProps) {
  const { session } = useConsole();
  const words = useTexts(texts);
  const { nameOf, textOf } = useLicenseWords();
  const { whyNotCorrect } = useStanding(params.legalEntity as string);
  const id = params.license as string;
  const license = useAsked((signal) => getLicense(session.client, { path: { id }, signal }), [id]);
  const found = license.value?.data;
  return (
    <>
      <p class="back">
        <a href={addressOf(ADDRESSES.licenses, params)}>← {words.all}</a>
      </p>
      <h1>{found === undefined ? words.title : textOf('type', found.type)}</h1>
      <Done />
      <Shown of={license}>
        {({ data }) => (
          <>
            <Facts
              facts={[
                [words.state, <LicenseStateTag license={data} />],
                ...SHOWN.map((field) => {
                  const value = textOf(field, data[field as keyof typeof data]);
                  return [nameOf(field), <bdi>{value}</bdi>] as const;
                }),
              ]}
            />
            <div class="actions">
              <Action
                label={words.correct}
                href={addressOf(ADDRESSES.correct, params)}
                whyNot={whyNotCorrect(data)}
              />
            </div>
          </>
        )}
      </Shown>
      <History license={id} />
    </>
  );
}
