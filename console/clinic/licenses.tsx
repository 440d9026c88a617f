import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Action } from '../parts/action.tsx';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import { LicenseExport } from './license-export.tsx';
import { FILTERS, filterOf, LicenseFilters } from './license-filters.tsx';
import { LicenseTable } from './license-table.tsx';
import { readLicenses } from './reading.ts';
import { useStanding } from './standing.ts';
import { Timeline } from './timeline.tsx';

const texts = inLanguages(
  {
    title: 'Ліцензії',
    add: 'Додати ліцензію',
    extract: 'Витяг для друку',
    none: 'Ліцензій ще немає.',
    noneFits: 'Таких ліцензій немає. Номер має збігатися з написаним у реєстрі знак у знак.',
  },
  {
    title: 'Licences',
    add: 'Add a licence',
    extract: 'Extract to print',
    none: 'There are no licences yet.',
    noneFits: 'There are no such licences. A number has to be exactly as the registry has it.',
  },
);

/** Fewer are seen at a glance. */
const FEWEST_TO_FILTER = 6;

/** All licences that count in the registry: the table, then the same as a picture. */
export default function Licenses({ params }: PageProps) {
  const { session, clock, place } = useConsole();
  const words = useTexts(texts);
  const { whyNotAdd, whyNotCorrect } = useStanding(params.legalEntity as string);
  const today = clock.today();
  const filter = { ...filterOf(place.query), page: pageNumberOf(place.query) };
  const licenses = useAsked(
    (signal) => readLicenses(session.client, filter, { today, signal }),
    [params.legalEntity, place.query.toString()],
  );
  const { legalEntity } = session.identity;
  const isFiltered = FILTERS.some((name) => place.query.get(name));
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">
        <bdi>{legalEntity?.name}</bdi>, ЄДРПОУ&nbsp;{legalEntity?.edrpou}
      </p>
      {(isFiltered || (licenses.value?.paging.total_entries ?? 0) >= FEWEST_TO_FILTER) && <LicenseFilters />}
      <Shown of={licenses}>
        {({ data, paging }) => (
          <>
            <LicenseTable
              licenses={data}
              params={params}
              canCorrect={(license) => whyNotCorrect(license) === undefined}
              empty={isFiltered ? words.noneFits : words.none}
            />
            <Pager paging={paging} />
          </>
        )}
      </Shown>
      <div class="actions">
        <Action label={words.add} href={addressOf(ADDRESSES.add, params)} whyNot={whyNotAdd()} />
        <a href={addressOf(ADDRESSES.extract, params)}>{words.extract}</a>
        <LicenseExport />
      </div>
      {licenses.value !== undefined && <Timeline licenses={licenses.value.data} />}
    </>
  );
}
