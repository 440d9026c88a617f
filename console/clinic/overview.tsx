import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Action } from '../parts/action.tsx';
import { Shown, useAsked } from '../parts/asked.tsx';
import { LicenseStateTag } from '../parts/license-state.tsx';
import { useLicenseWords } from '../parts/license-words.ts';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import { Banner } from './banner.tsx';
import { ClinicFacts } from './clinic-facts.tsx';
import { concernOf } from './concern.ts';
import { type License, readAllLicenses } from './reading.ts';
import { useStanding } from './standing.ts';

const texts = inLanguages(
  {
    primary: 'Основна ліцензія',
    others: 'Додаткові ліцензії',
    none: 'немає',
    all: 'Ліцензії та їхні строки',
    add: 'Додати ліцензію',
    extract: 'Витяг для друку',
  },
  {
    primary: 'Primary licence',
    others: 'Additional licences',
    none: 'none',
    all: 'Licences and how long they are valid',
    add: 'Add a licence',
    extract: 'Extract to print',
  },
);

/** The list has its own page. */
const MOST_LISTED = 5;

/** How the clinic stands, the worst of what is the matter, and where to go from here. */
export default function Overview({ params }: PageProps) {
  const { session, clock } = useConsole();
  const words = useTexts(texts);
  const { clinic, whyNotAdd, canChange } = useStanding(params.legalEntity as string);
  const licenses = useAsked((signal) => readAllLicenses(session.client, { signal }), [params.legalEntity]);
  const linkOf = (address: string) => addressOf(address, params);
  const others = licenses.value?.data.filter(({ is_primary }) => !is_primary);
  return (
    <>
      <h1>{session.identity.legalEntity?.name}</h1>
      <Shown of={clinic}>
        {({ data }) => (
          <>
            {canChange && licenses.value !== undefined && (
              <Banner concern={concernOf(data.license, licenses.value.data, clock.today())} params={params} />
            )}
            <ClinicFacts clinic={data}>
              <dt>{words.primary}</dt>
              <dd>{data.license === null ? words.none : <Line license={data.license} params={params} />}</dd>
              <dt>{words.others}</dt>
              <dd>
                {others?.length === 0 && words.none}
                {others?.slice(0, MOST_LISTED).map((license) => (
                  <Line key={license.id} license={license} params={params} />
                ))}
                {others !== undefined && others.length > MOST_LISTED && '…'}
              </dd>
            </ClinicFacts>
          </>
        )}
      </Shown>
      <div class="actions">
        <Action label={words.add} href={linkOf(ADDRESSES.add)} whyNot={whyNotAdd()} />
        <a href={linkOf(ADDRESSES.licenses)}>{words.all}</a>
        <a href={linkOf(ADDRESSES.extract)}>{words.extract}</a>
      </div>
    </>
  );
}

function Line({ license, params }: { license: License; params: PageProps['params'] }) {
  const { textOf, termOf } = useLicenseWords();
  return (
    <div class="line">
      <a href={addressOf(ADDRESSES.license, { ...params, license: license.id })}>
        {textOf('type', license.type)}
      </a>{' '}
      <LicenseStateTag license={license} /> {termOf(license)}
    </div>
  );
}
