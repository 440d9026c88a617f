import type { Schemas } from '#client';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Day } from '../parts/day.tsx';
import { StatusTag } from '../parts/legal-entity-status.tsx';
import { LicenseStateTag } from '../parts/license-state.tsx';
import { useLicenseWords } from '../parts/license-words.ts';
import { type Column, Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  {
    clinic: 'Заклад',
    license: 'Ліцензія',
    state: 'Стан',
    primary: 'основна',
    additional: 'додаткова',
  },
  {
    clinic: 'Clinic',
    license: 'Licence',
    state: 'State',
    primary: 'primary',
    additional: 'additional',
  },
);

type License = Schemas['LicenseAcross'];
type LicenseTableProps = {
  name: string;
  licenses: readonly License[];
  empty: string;
  /** Of many clinics: the rows say whose they are. */
  isAcross?: true;
};

export function LicenseTable({ name, licenses, empty, isAcross }: LicenseTableProps) {
  const words = useTexts(texts);
  const { nameOf, textOf } = useLicenseWords();
  const clinic: Column<License> = { title: words.clinic, cell: (license) => <Clinic of={license} /> };
  const number: Column<License> = {
    title: nameOf('license_number'),
    cell: ({ license_number }) => <bdi class="number">{license_number ?? '—'}</bdi>,
  };
  const from: Column<License> = {
    title: nameOf('active_from_date'),
    isNarrow: true,
    cell: ({ active_from_date }) => <Day date={active_from_date} />,
  };
  const columns: Column<License>[] = [
    // Whose it is takes the place of what can be told in a line, or is no question here.
    ...(isAcross ? [clinic] : []),
    {
      title: words.license,
      cell: ({ type, is_primary, issued_by, license_number }) => (
        <>
          {textOf('type', type)}
          <small>
            {is_primary ? words.primary : words.additional} · <bdi>{issued_by}</bdi>
            {isAcross && license_number !== null && (
              <>
                {' '}
                · <bdi class="number">{license_number}</bdi>
              </>
            )}
          </small>
        </>
      ),
    },
    ...(isAcross ? [] : [number, from]),
    {
      title: nameOf('expiry_date'),
      isNarrow: true,
      cell: ({ expiry_date }) =>
        expiry_date === null ? textOf('expiry_date', null) : <Day date={expiry_date} />,
    },
    { title: words.state, cell: (license) => <LicenseStateTag license={license} /> },
  ];
  return <Table name={name} rows={licenses} keyOf={({ id }) => id} empty={empty} columns={columns} />;
}

function Clinic({ of: { legal_entity_id: id, legal_entity } }: { of: License }) {
  return (
    <div class="clinic">
      <a href={addressOf('/console/cards/:id', { id })}>
        <bdi>{legal_entity.name}</bdi>
      </a>
      <small>
        ЄДРПОУ {legal_entity.edrpou}{' '}
        {legal_entity.status !== 'ACTIVE' && <StatusTag status={legal_entity.status} />}
      </small>
    </div>
  );
}
