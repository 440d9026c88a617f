import { listParameters, setParameter, unsetParameter } from '#client';
import { type PageProps, useConsole, useTexts } from '../../console.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { useNames } from '../../parts/names.ts';
import { History } from '../audit/history.tsx';
import { type Deed, deed } from '../engine/deed.ts';
import { Details } from '../engine/details.tsx';
import { oneOf } from '../engine/one-of.ts';
import { allOf } from '../engine/questions.ts';
import { parameterTexts } from './texts.ts';
import { codesOf, type Parameter, useParameterNames, valueText } from './value.tsx';

export default function ParameterPage({ params: { name = '' } }: PageProps) {
  const { session } = useConsole();
  const words = useTexts(parameterTexts);
  const types = useNames('LICENSE_TYPE');
  const nameOf = useParameterNames();
  const all = useAsked(
    (signal) => listParameters(session.client, { query: { page_size: 300 }, signal }),
    [name],
  );
  const asked = oneOf(all, ({ data }) => data.find((each) => each.name === name));
  return (
    <Details<Parameter>
      id={name}
      asked={asked}
      nameOf={(parameter) => nameOf(parameter.name)}
      deeds={useDeeds(name, asked.value)}
      factsOf={({ value, source, updated_at }) => [
        [words.value, valueText(value, types, words.none)],
        [words.source, words.sources[source]],
        ...(updated_at === null ? [] : [[words.changed, <Moment at={updated_at} />] as const]),
        [words.code, <code>{name}</code>],
      ]}
    >
      {(parameter) => <History resource="parameter" id={name} of={parameter} />}
    </Details>
  );
}

function useDeeds(name: string, parameter: Parameter | undefined): Deed<Parameter>[] {
  const words = useTexts(parameterTexts);
  const types = useNames('LICENSE_TYPE');
  const active = types.values.filter(({ is_active }) => is_active);
  const others = codesOf(parameter?.value ?? '').filter((code) => active.every((type) => type.code !== code));
  const options = [
    ...active.map(({ code, description }) => ({ value: code, label: description, hint: code })),
    ...others.map((code) => ({ value: code, label: code, hint: words.inactive })),
  ];
  return [
    deed<Parameter, 'setParameter'>({
      name: 'set',
      scope: 'parameter:write',
      title: words.set,
      heading: words.setHeading,
      consequence: words.setText,
      questions: [{ name: 'value', label: words.value, kind: 'choices', options }],
      initial: ({ value }) => ({ value: codesOf(value) }),
      send: ({ client, answers, idempotencyKey }) =>
        setParameter(client, {
          path: { name },
          body: { value: allOf(answers, 'value').join(',') },
          idempotencyKey,
        }),
      told: ({ data: { value, unknown_license_types: unknown } }) => ({
        title: words.done,
        text:
          unknown.length > 0
            ? words.unknown(unknown.join(', '))
            : words.now(valueText(value, types, words.none)),
      }),
    }),
    deed<Parameter, 'unsetParameter'>({
      name: 'unset',
      scope: 'parameter:write',
      title: words.unset,
      heading: words.unsetHeading,
      consequence: words.unsetText,
      isGrave: true,
      refusal: ({ source }) => (source === 'database' ? undefined : words.unsetRefusal),
      questions: [],
      // Taken out twice is taken out: the method takes no key.
      send: ({ client }) => unsetParameter(client, { path: { name } }),
      told: ({ data: { value } }) => ({
        title: words.gone,
        text: words.now(valueText(value, types, words.none)),
      }),
    }),
  ];
}
