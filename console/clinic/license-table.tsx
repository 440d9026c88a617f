import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { LicenseStateTag, stateOf } from '../parts/license-state.tsx';
import { useLicenseWords } from '../parts/license-words.ts';
import { Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import type { License } from './reading.ts';

const texts = inLanguages(
  {
    name: 'Ліцензії закладу',
    license: 'Ліцензія',
    state: 'Стан',
    primary: 'основна',
    additional: 'додаткова',
    issued: 'видана',
    blocks: 'Іншої такого типу додати не можна.',
    stops: 'Інших ліцензій не можна ні додати, ні виправити.',
    renew: 'Оновити',
  },
  {
    name: 'Licences of the clinic',
    license: 'Licence',
    state: 'State',
    primary: 'primary',
    additional: 'additional',
    issued: 'issued',
    blocks: 'No other of this type can be added.',
    stops: 'No other licence can be added or corrected.',
    renew: 'Renew',
  },
);

type LicenseTableProps = {
  licenses: readonly License[];
  params: PageProps['params'];
  /** Whether one can be renewed; absent: nothing is said of what can be done. */
  canCorrect?(license: License): boolean;
  empty: string;
};

export function LicenseTable({ licenses, params, canCorrect, empty }: LicenseTableProps) {
  const words = useTexts(texts);
  const { nameOf, textOf } = useLicenseWords();
  const dates = (['active_from_date', 'expiry_date'] as const).map((field) => ({
    title: nameOf(field),
    isNarrow: true,
    cell: (license: License) => textOf(field, license[field]),
  }));
  const linkOf = (address: string, { id }: License) => addressOf(address, { ...params, license: id });
  return (
    <Table
      name={words.name}
      rows={licenses}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        {
          title: words.license,
          cell: (license) => (
            <>
              <a href={linkOf(ADDRESSES.license, license)}>{textOf('type', license.type)}</a>
              <small>
                {license.is_primary ? words.primary : words.additional} · {words.issued}{' '}
                {textOf('issued_date', license.issued_date)}, <bdi>{license.issued_by}</bdi>
              </small>
            </>
          ),
        },
        {
          title: nameOf('license_number'),
          cell: ({ license_number }) => <bdi class="number">{textOf('license_number', license_number)}</bdi>,
        },
        ...dates,
        {
          title: words.state,
          cell: (license) => (
            <>
              <LicenseStateTag license={license} />
              {canCorrect !== undefined && (
                <Consequence
                  license={license}
                  renew={canCorrect(license) ? linkOf(ADDRESSES.correct, license) : undefined}
                />
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** What one that has expired still does, and the way out. */
function Consequence({ license, renew }: { license: License; renew: string | undefined }) {
  const { clock } = useConsole();
  const words = useTexts(texts);
  const { textOf } = useLicenseWords();
  const { kind } = stateOf(license, clock.today());
  if (kind !== 'expired' && kind !== 'expiring') return null;
  return (
    <small>
      {kind === 'expired' && `${license.is_primary ? words.stops : words.blocks} `}
      {renew !== undefined && (
        <a href={renew} aria-label={`${words.renew}: ${textOf('type', license.type)}`}>
          {words.renew}
        </a>
      )}
    </small>
  );
}
