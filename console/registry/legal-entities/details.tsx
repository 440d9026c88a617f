import { changeStatusOfLegalEntity, correctLegalEntity, getLegalEntityByIdV2, type Success } from '#client';
import { type PageProps, useConsole, useTexts } from '../../console.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { STATUSES, StatusTag, useStatusNames } from '../../parts/legal-entity-status.tsx';
import { LicenseStateTag } from '../../parts/license-state.tsx';
import { useNames } from '../../parts/names.ts';
import { useReason } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Details } from '../engine/details.tsx';
import { textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { legalEntityOf, useLegalEntityQuestions } from './questions.ts';
import { legalEntityTexts } from './texts.ts';

type Row = Success<'getLegalEntityByIdV2'>;
type Status = (typeof STATUSES)[number];

export default function LegalEntity({ params: { id = '' } }: PageProps) {
  const { session } = useConsole();
  const words = { ...useTexts(registryTexts), ...useTexts(legalEntityTexts) };
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  const asked = useAsked((signal) => getLegalEntityByIdV2(session.client, { path: { id }, signal }), [id]);
  const page = '/console/registry';
  return (
    <Details
      id={id}
      asked={asked}
      nameOf={({ data }) => data.name}
      deeds={useLegalEntityDeeds(asked.value?.data.type)}
      factsOf={({ data }) => [
        [words.status, <StatusTag status={data.status} />],
        [words.name, <bdi>{data.name}</bdi>],
        [words.edrpou, data.edrpou],
        [words.type, types.of(data.type)],
        [words.license, data.license === null ? words.noLicense : <LicenseStateTag license={data.license} />],
        [words.id, <code>{id}</code>],
        [words.created, <Moment at={data.inserted_at} />],
        [words.changed, <Moment at={data.updated_at} />],
      ]}
      related={
        session.can('user:read')
          ? [
              [words.people, `${page}/people?legal_entity_id=${id}`],
              [words.invite, `${page}/people/new?legal_entity_id=${id}`],
              [words.client, `${page}/clients/${id}`],
              [words.connections, `${page}/connections?client_id=${id}`],
              [words.tokens, `${page}/tokens?client_id=${id}`],
            ]
          : []
      }
    />
  );
}

/** To correct it and to change its status: both on the version that was seen, so that no colleague's change is lost. */
function useLegalEntityDeeds(type: string | undefined): Deed<Row>[] {
  const words = { ...useTexts(registryTexts), ...useTexts(legalEntityTexts) };
  const statusOf = useStatusNames();
  const reason = useReason();
  const scope = 'legal_entity:write';
  const condition = ({ etag }: Row) => (etag === undefined ? {} : { ifMatch: etag });
  return [
    deed<Row, 'correctLegalEntity'>({
      name: 'correct',
      scope,
      title: words.correct,
      heading: words.correctHeading,
      questions: useLegalEntityQuestions(type),
      initial: ({ data }) => ({ name: data.name, edrpou: data.edrpou, type: data.type }),
      send: ({ client, row, answers, idempotencyKey }) =>
        correctLegalEntity(client, {
          path: { id: row.data.id },
          body: legalEntityOf(answers),
          ...condition(row),
          idempotencyKey,
        }),
      told: () => ({ title: words.corrected }),
    }),
    deed<Row, 'changeStatusOfLegalEntity'>({
      name: 'status',
      scope,
      title: words.changeStatus,
      heading: words.changeStatus,
      consequence: words.statusText,
      isGrave: true,
      refusal: ({ data }) => (['CLOSED', 'REORGANIZED'].includes(data.status) ? words.final : undefined),
      questions: [
        {
          name: 'status',
          label: words.status,
          kind: 'choice',
          options: STATUSES.map((value) => ({ value, label: statusOf(value) })),
        },
        reason,
      ],
      send: ({ client, row, answers, idempotencyKey }) =>
        changeStatusOfLegalEntity(client, {
          path: { id: row.data.id },
          body: { status: textOf(answers, 'status') as Status, reason: textOf(answers, 'reason') },
          ...condition(row),
          idempotencyKey,
        }),
      told: () => ({ title: words.statusChanged }),
    }),
  ];
}
