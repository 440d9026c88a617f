import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { ClinicFacts } from './clinic-facts.tsx';
import { LicenseTable } from './license-table.tsx';
import { readAllLicenses } from './reading.ts';
import { useStanding } from './standing.ts';

const texts = inLanguages(
  {
    title: 'Витяг з реєстру ліцензій',
    print: 'Надрукувати',
    licenses: 'Ліцензії',
    none: 'Ліцензій у реєстрі немає.',
    source: 'За даними Реєстру ліцензій ЕСОЗ на',
    address: 'Адреса витягу:',
  },
  {
    title: 'Extract from the licence registry',
    print: 'Print',
    licenses: 'Licences',
    none: 'The registry has no licences.',
    source: 'As the licence registry of ЕСОЗ has it on',
    address: 'Address of the extract:',
  },
);

/** The clinic and its licences on one sheet, with its day and where it is from. */
export default function Extract({ params }: PageProps) {
  const { session, clock } = useConsole();
  const words = useTexts(texts);
  const { clinic } = useStanding(params.legalEntity as string);
  const licenses = useAsked((signal) => readAllLicenses(session.client, { signal }), [params.legalEntity]);
  return (
    <article class="extract">
      <h1>{words.title}</h1>
      <Shown of={clinic}>
        {({ data }) => (
          <>
            <p class="lead">
              <bdi>{data.name}</bdi>
            </p>
            <ClinicFacts clinic={data} />
          </>
        )}
      </Shown>
      <h2>{words.licenses}</h2>
      <Shown of={licenses}>
        {({ data }) => (
          <>
            <LicenseTable licenses={data} params={params} empty={words.none} />
            <p class="quiet">
              {words.source} <Moment at={clock.now().toISOString()} />. {words.address}{' '}
              {location.origin + location.pathname}
            </p>
            <p class="actions">
              <button type="button" class="button" onClick={() => print()}>
                {words.print}
              </button>
            </p>
          </>
        )}
      </Shown>
    </article>
  );
}
