import { useEffect } from 'preact/hooks';
import { createLicense, getAdditionalLicenseTypes, type Schemas } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { useDraft } from '../parts/draft.ts';
import { useSending } from '../parts/sending.ts';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import { useChecks } from './form/checking.ts';
import { bodyOf, type LicenseFields, NOTHING } from './form/fields.ts';
import { LicenseForm } from './form/license-form.tsx';
import { TypeQuestion } from './form/questions.tsx';
import { ADD_RULES } from './form/rules.ts';

const texts = inLanguages(
  {
    list: 'Ліцензії',
    title: 'Додати ліцензію',
    submit: 'Додати',
    failed: 'Ліцензію не додано',
    none: 'Закладам вашого типу додаткових ліцензій не передбачено.',
    all: 'Усі додаткові ліцензії, які може мати ваш заклад, уже є. Другої того самого типу не додають, навіть коли перша прострочена: виправте ту, що є.',
    correct: 'Виправити ту, що є',
  },
  {
    list: 'Licences',
    title: 'Add a licence',
    submit: 'Add',
    failed: 'The licence was not added',
    none: 'There are no additional licences for clinics of your type.',
    all: 'You have every additional licence that your clinic may have. There is no second one of a type, even when the first has expired: correct the one you have.',
    correct: 'Correct the one you have',
  },
);

export default function Add({ params }: PageProps) {
  const { session } = useConsole();
  const words = useTexts(texts);
  const types = useAsked(() => getAdditionalLicenseTypes(session.client), []);
  const list = addressOf(ADDRESSES.licenses, params);
  return (
    <>
      <p class="back">
        <a href={list}>← {words.list}</a>
      </p>
      <h1>{words.title}</h1>
      <Shown of={types}>{({ data }) => <AddForm types={data} list={list} again={types.again} />}</Shown>
    </>
  );
}

type AddFormProps = { types: Schemas['AdditionalLicenseType'][]; list: string; again(): void };

/** Asks what may be asked: no type that is there already, unless an earlier request may have put it there. */
function AddForm({ types, list, again }: AddFormProps) {
  const { session, go } = useConsole();
  const words = useTexts(texts);
  const free = types.filter(({ license_id }) => license_id === null);
  const onlyFree = free.length === 1 ? free[0]?.type : undefined;
  const draft = useDraft<LicenseFields>('license.add', { ...NOTHING, type: onlyFree ?? '' });
  const sending = useSending<'createLicense'>('license.add');
  const { fields } = draft;
  const offered = types.filter(({ license_id, type }) => license_id === null || type === fields.type);
  const { checks, again: checkAgain } = useChecks(ADD_RULES, fields, types[0]?.type ?? '—');
  const present = types.find(({ type }) => type === fields.type)?.license_id;
  const isPresent =
    sending.failed?.error.kind === 'refused' && sending.failed.error.code === 'license-already-present';
  useEffect(() => {
    if (isPresent) again();
  }, [isPresent]);
  if (offered.length === 0) return <NothingToAdd types={types} list={list} />;
  const submit = async () => {
    const body = bodyOf(fields);
    const created = await sending.send(body, (idempotencyKey) =>
      createLicense(session.client, { body, idempotencyKey }),
    );
    if (created === undefined) return;
    draft.forget();
    // In place of the form: going back leads to where one came from, and nothing is sent again.
    go(addressOf(`${list}/:id`, { id: created.data.id }, { done: 'added' }), true);
  };
  return (
    <LicenseForm
      draft={draft}
      sending={sending}
      checks={checks}
      words={words}
      list={list}
      submit={submit}
      again={checkAgain}
      typeQuestion={(error) => (
        <>
          <TypeQuestion
            types={offered}
            chosen={fields.type}
            error={error}
            choose={(type) => draft.change({ type })}
          />
          {present && (
            <p>
              <a href={`${list}/${present}/correct`}>{words.correct}</a>
            </p>
          )}
        </>
      )}
    />
  );
}

function NothingToAdd({ types, list }: Pick<AddFormProps, 'types' | 'list'>) {
  const words = useTexts(texts);
  return (
    <>
      <p class="lead">{types.length === 0 ? words.none : words.all}</p>
      <ul class="plain">
        {types.map(({ type, description, license_id }) => (
          <li key={type}>
            <a href={`${list}/${license_id}`} lang="uk">
              {description}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
