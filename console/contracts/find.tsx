import { getLegalEntitiesV2, type Schemas } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { counted, inLanguages, type Language } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Literal } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Filters } from '../parts/filters.tsx';
import { STATUSES, StatusTag, useStatusNames } from '../parts/legal-entity-status.tsx';
import { useNames } from '../parts/names.ts';
import { Pager, pageNumberOf } from '../parts/pager.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';
import { searchOf } from './search.ts';

const texts = inLanguages(
  {
    title: 'Знайти заклад',
    what: 'Назва або ЄДРПОУ',
    hint: 'Початки слів у будь-якому порядку або 8–10 цифр',
    refused: 'Напишіть не більше восьми слів, хоча б з однією літерою чи цифрою.',
    type: 'Тип',
    status: 'Стан',
    any: 'будь-який',
    name: 'Знайдені заклади',
    clinic: 'Заклад',
    none: 'Нічого не знайдено. Спробуйте менше слів, лише їхні початки або ЄДРПОУ.',
  },
  {
    title: 'Find a clinic',
    what: 'Name or ЄДРПОУ',
    hint: 'Beginnings of words in any order, or 8 to 10 digits',
    refused: 'Write at most eight words, with a letter or digit among them.',
    type: 'Type',
    status: 'Status',
    any: 'any',
    name: 'Clinics that were found',
    clinic: 'Clinic',
    none: 'Nothing was found. Try fewer words, their beginnings alone, or the ЄДРПОУ.',
  },
);

const foundText = (language: Language, count: number) =>
  language === 'uk'
    ? `Знайдено ${counted(language, count, { one: 'заклад', few: 'заклади', many: 'закладів', other: 'закладу' })}`
    : `${counted(language, count, { one: 'clinic', other: 'clinics' })} found`;

/** Any of a hundred thousand clinics, on the way to its card. */
export default function Find() {
  const { session, settings, place } = useConsole();
  const words = useTexts(texts);
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  const statusOf = useStatusNames();
  const [what, type, status] = ['q', 'type', 'status'].map((name) => place.query.get(name) ?? '') as [
    string,
    string,
    string,
  ];
  const page = pageNumberOf(place.query);
  const query = {
    ...searchOf(what),
    ...(type && { type }),
    ...(status && { status: status as Schemas['LegalEntity']['status'] }),
  };
  const found = useAsked(
    (signal) => getLegalEntitiesV2(session.client, { query: { ...query, page }, signal }),
    [what, type, status, page],
  );
  const refused = found.failed?.status === 422 ? found.failed : undefined;
  return (
    <>
      <h1>{words.title}</h1>
      <Filters names={['q', 'type', 'status']}>
        <Field
          name="q"
          label={words.what}
          hint={words.hint}
          error={
            refused && (
              <>
                {words.refused} <Literal failed={refused} />
              </>
            )
          }
        >
          {(attributes) => <input {...attributes} type="search" maxLength={255} defaultValue={what} />}
        </Field>
        <SelectField
          name="type"
          label={words.type}
          value={type}
          any={words.any}
          options={types.values.map(({ code, description }) => [code, description])}
        />
        <SelectField
          name="status"
          label={words.status}
          value={status}
          any={words.any}
          options={STATUSES.map((each) => [each, statusOf(each)])}
        />
      </Filters>
      {refused === undefined && (
        <Shown of={found}>
          {({ data, paging }) => (
            <>
              <p role="status">{foundText(settings.language, paging.total_entries ?? data.length)}</p>
              <Table
                name={words.name}
                rows={data}
                keyOf={({ id }) => id}
                empty={words.none}
                columns={[
                  {
                    title: words.clinic,
                    cell: ({ id, name }) => (
                      <a href={addressOf('/console/cards/:id', { id })}>
                        <bdi>{name}</bdi>
                      </a>
                    ),
                  },
                  { title: 'ЄДРПОУ', isNarrow: true, cell: ({ edrpou }) => edrpou },
                  { title: words.type, cell: (each) => types.of(each.type) },
                  { title: words.status, cell: (each) => <StatusTag status={each.status} /> },
                ]}
              />
              <Pager paging={paging} />
            </>
          )}
        </Shown>
      )}
    </>
  );
}
