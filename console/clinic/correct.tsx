import { useEffect, useState } from 'preact/hooks';
import { getLicense, type Success, updateLicense } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { useDraft } from '../parts/draft.ts';
import { LicenseStateTag } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { useSending } from '../parts/sending.ts';
import { addressOf } from '../router.ts';
import { ADDRESSES } from './addresses.ts';
import { useChecks } from './form/checking.ts';
import { Comparison } from './form/comparison.tsx';
import { bodyOf, differing, fieldsOf, type LicenseFields } from './form/fields.ts';
import { LicenseForm } from './form/license-form.tsx';
import { TypeFact } from './form/questions.tsx';
import { refusals } from './form/refusals.ts';
import { CORRECT_RULES } from './form/rules.ts';

const texts = inLanguages(
  {
    list: 'Ліцензії',
    title: 'Виправити ліцензію',
    submit: 'Зберегти зміни',
    failed: 'Зміни не збережено',
    nothing: 'Ви нічого не змінили',
    nothingText: 'У реєстрі вже саме це, тож ми нічого не надсилали.',
  },
  {
    list: 'Licences',
    title: 'Correct a licence',
    submit: 'Save the changes',
    failed: 'The changes were not saved',
    nothing: 'You changed nothing',
    nothingText: 'The registry has this already, so we sent nothing.',
  },
);

export default function Correct({ params }: PageProps) {
  const { session } = useConsole();
  const words = useTexts(texts);
  const id = params.license ?? '';
  const asked = useAsked((signal) => getLicense(session.client, { path: { id }, signal }), [id]);
  const list = addressOf(ADDRESSES.licenses, params);
  return (
    <>
      <p class="back">
        <a href={list}>← {words.list}</a>
      </p>
      <h1>{words.title}</h1>
      <Shown of={asked}>{(found) => <CorrectForm found={found} list={list} again={asked.again} />}</Shown>
    </>
  );
}

/** What is typed, and the version of the licence that it was begun with: a later one is not overwritten unseen. */
type Corrected = LicenseFields & { base: { etag: string; fields: LicenseFields } };
const KNOWN = {
  license_exists: 'yes',
  stored_license_additional: 'yes',
  license_of_legal_entity: 'yes',
  license_type_unchanged: 'yes',
} as const;

type CorrectFormProps = { found: Success<'getLicense'>; list: string; again(): void };

function CorrectForm({ found: { data: license, etag = '' }, list, again }: CorrectFormProps) {
  const { session, go } = useConsole();
  const words = useTexts(texts);
  const sentenceOf = useTexts(refusals);
  const nameOf = useNames('LICENSE_TYPE').of;
  const stored = fieldsOf(license);
  const name = `license.correct.${license.id}`;
  const draft = useDraft<Corrected>(name, { ...stored, base: { etag, fields: stored } });
  const sending = useSending<'updateLicense'>(name);
  const { base } = draft.fields;
  const { checks, again: checkAgain } = useChecks(CORRECT_RULES, draft.fields, license.type, KNOWN);
  const [saysNothing, setSaysNothing] = useState(false);
  const changed = differing(draft.fields, stored);
  const isOther = base.etag !== etag;
  const isTouched = differing(draft.fields, base.fields).length > 0;
  const page = addressOf(`${list}/:id`, { id: license.id });
  const leave = () => {
    draft.forget();
    sending.forget();
    go(`${page}?done=corrected`, true);
  };
  useEffect(() => {
    // Another version, and nothing of ours to lose; or exactly ours: its answer was lost on the way.
    if (isOther && !isTouched) draft.forget();
    else if (isOther && changed.length === 0) leave();
  }, [isOther, isTouched]);
  const isRefused =
    sending.failed?.error.kind === 'refused' && sending.failed.error.code === 'license-changed-meanwhile';
  useEffect(() => {
    if (isRefused) again();
  }, [isRefused]);
  if (license.is_primary) return <p class="lead">{sentenceOf['license-only-additional-updated']}</p>;
  if (isOther && isTouched && changed.length > 0)
    return (
      <Comparison
        license={license}
        ours={draft.fields}
        base={base.fields}
        choose={(chosen) => {
          sending.clear();
          draft.change({ ...chosen, base: { etag, fields: stored } });
        }}
      />
    );
  const submit = async () => {
    setSaysNothing(changed.length === 0);
    if (changed.length === 0) return;
    const body = bodyOf(draft.fields, stored);
    const updated = await sending.send({ body, etag }, (idempotencyKey) =>
      updateLicense(session.client, { path: { id: license.id }, body, ifMatch: etag, idempotencyKey }),
    );
    if (updated !== undefined) leave();
  };
  return (
    <>
      {saysNothing && changed.length === 0 && (
        <Notice kind="warn" title={words.nothing} isAlert>
          <p>{words.nothingText}</p>
        </Notice>
      )}
      <LicenseForm
        draft={draft}
        sending={sending}
        checks={checks}
        words={words}
        list={list}
        submit={submit}
        again={checkAgain}
        typeQuestion={() => (
          <TypeFact name={nameOf(license.type)}>
            <LicenseStateTag license={license} />
          </TypeFact>
        )}
      />
    </>
  );
}
