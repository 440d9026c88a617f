import { changeWebhook, listWebhooks, retryDeadLettersOfWebhook, rotateSecretOfWebhook } from '#client';
import { type PageProps, useConsole, useTexts } from '../../console.ts';
import { docsOf } from '../../language/language.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import type { Fact } from '../../parts/facts.tsx';
import { History } from '../audit/history.tsx';
import { useReplacement } from '../common.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Details } from '../engine/details.tsx';
import { oneOf } from '../engine/one-of.ts';
import { allOf, textOf } from '../engine/questions.ts';
import { webhookTexts } from './texts.ts';
import {
  addressOfWebhook,
  type EventTypes,
  useTypesQuestion,
  useTypesText,
  type Webhook,
  WebhookTag,
} from './webhook.tsx';

export default function WebhookPage({ params: { id = '' } }: PageProps) {
  const { session, settings } = useConsole();
  const words = useTexts(webhookTexts);
  const all = useAsked((signal) => listWebhooks(session.client, { query: { page_size: 300 }, signal }), [id]);
  const factsOf = useFacts();
  return (
    <Details<Webhook>
      id={id}
      asked={oneOf(all, ({ data }) => data.find((each) => each.id === id))}
      nameOf={({ url }) => url}
      deeds={useDeeds()}
      factsOf={factsOf}
      related={[
        [words.letters, `${addressOfWebhook(id)}/dead-letters`],
        [words.remove, `/console/registry/webhooks?do=remove&id=${encodeURIComponent(id)}`],
      ]}
    >
      {(webhook) => (
        <>
          <h2>{words.signature}</h2>
          <p class="quiet">
            {words.signatureText}{' '}
            <a href={docsOf(settings.language, 'how-to/receive-events')}>{words.signatureHow}</a>
          </p>
          <History resource="webhook_endpoint" id={id} of={webhook} />
        </>
      )}
    </Details>
  );
}

function useFacts(): (webhook: Webhook) => readonly Fact[] {
  const words = useTexts(webhookTexts);
  const typesText = useTypesText();
  return (webhook) => {
    const { after, allow_private, event_types, last_error, next_attempt_at, previous_secret_until } = webhook;
    return [
      [words.state, <WebhookTag webhook={webhook} />],
      [words.types, typesText(event_types)],
      ...(last_error === null
        ? []
        : ([
            [words.failures, webhook.failures],
            [words.lastError, <bdi lang="en">{last_error}</bdi>],
          ] as const)),
      ...(next_attempt_at === null ? [] : [[words.next, <Moment at={next_attempt_at} isExact />] as const]),
      [words.dead, webhook.dead_letters],
      [
        words.reached,
        <>
          <code>{after}</code> <a href={`/console/registry/events?after=${after}`}>{words.waiting}</a>
        </>,
      ],
      ...(allow_private ? [[words.private, words.privateText] as const] : []),
      ...(previous_secret_until === null
        ? []
        : [[words.former, <Moment at={previous_secret_until} />] as const]),
    ];
  };
}

function useDeeds(): Deed<Webhook>[] {
  const words = useTexts(webhookTexts);
  const scope = 'webhook:write';
  const switching = (isOn: boolean) =>
    deed<Webhook, 'changeWebhook'>({
      name: isOn ? 'resume' : 'pause',
      scope,
      title: isOn ? words.resume : words.pause,
      heading: `${isOn ? words.resume : words.pause}?`,
      consequence: words.pauseText,
      isFor: ({ is_active }) => is_active !== isOn,
      questions: [],
      send: ({ client, row: { id }, idempotencyKey }) =>
        changeWebhook(client, { path: { id }, body: { is_active: isOn }, idempotencyKey }),
      told: () => ({ title: isOn ? words.resumed : words.pausedNow }),
    });
  return [
    deed<Webhook, 'changeWebhook'>({
      name: 'change',
      scope,
      title: words.change,
      heading: words.changeHeading,
      questions: [useTypesQuestion()],
      initial: ({ event_types }) => ({ event_types }),
      send: ({ client, row: { id }, answers, idempotencyKey }) =>
        changeWebhook(client, {
          path: { id },
          body: { event_types: allOf(answers, 'event_types') as EventTypes },
          idempotencyKey,
        }),
      told: () => ({ title: words.changed }),
    }),
    switching(false),
    switching(true),
    deed<Webhook, 'retryDeadLettersOfWebhook'>({
      name: 'retry',
      scope,
      title: words.retryAll,
      heading: `${words.retryAll}?`,
      consequence: words.retryText,
      refusal: ({ dead_letters }) => (dead_letters > 0 ? undefined : words.retryNone),
      questions: [],
      send: ({ client, row: { id }, idempotencyKey }) =>
        retryDeadLettersOfWebhook(client, { path: { id }, body: {}, idempotencyKey }),
      told: ({ data }) => ({ title: words.retried(data.retried) }),
    }),
    deed<Webhook, 'rotateSecretOfWebhook'>({
      name: 'rotate',
      scope,
      title: words.rotate,
      heading: `${words.rotate}?`,
      questions: [useReplacement()],
      send: ({ client, row: { id }, answers, idempotencyKey }) =>
        rotateSecretOfWebhook(client, {
          path: { id },
          body: { immediately: textOf(answers, 'immediately') === 'true' },
          idempotencyKey,
        }),
      told: ({ data }) => ({ title: words.rotated, secret: { label: words.secret, value: data.secret } }),
    }),
  ];
}
