import type { Schemas } from '#client';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Day } from '../parts/day.tsx';
import { StatusTag } from '../parts/legal-entity-status.tsx';
import { LicenseStateTag } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { type Column, Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  {
    clinic: 'Заклад',
    license: 'Ліцензія',
    number: 'Номер',
    from: 'Діє з',
    until: 'Діє до',
    state: 'Стан',
    primary: 'основна',
    additional: 'додаткова',
    forever: 'безстроково',
  },
  {
    clinic: 'Clinic',
    license: 'Licence',
    number: 'Number',
    from: 'Valid from',
    until: 'Valid until',
    state: 'State',
    primary: 'primary',
    additional: 'additional',
    forever: 'without an end',
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
  const types = useNames('LICENSE_TYPE');
  const clinic: Column<License> = { title: words.clinic, cell: (license) => <Clinic of={license} /> };
  const columns: Column<License>[] = [
    {
      title: words.license,
      cell: ({ type, is_primary, issued_by, license_number }) => (
        <>
          {types.of(type)}
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
    { title: words.number, cell: ({ license_number }) => <bdi class="number">{license_number ?? '—'}</bdi> },
    { title: words.from, isNarrow: true, cell: ({ active_from_date }) => <Day date={active_from_date} /> },
    {
      title: words.until,
      isNarrow: true,
      cell: ({ expiry_date }) => (expiry_date === null ? words.forever : <Day date={expiry_date} />),
    },
    { title: words.state, cell: (license) => <LicenseStateTag license={license} /> },
  ];
  // Whose it is takes the place of what can be told in its line, or is no question here.
  const isForAcross = (title: string) => title !== words.from && title !== words.number;
  return (
    <Table
      name={name}
      rows={licenses}
      keyOf={({ id }) => id}
      empty={empty}
      columns={isAcross ? [clinic, ...columns.filter(({ title }) => isForAcross(title))] : columns}
    />
  );
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
