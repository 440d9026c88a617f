import { changeDictionaryValue, getDictionariesV2, type Schemas } from '#client';
import { type PageProps, useTexts } from '../../console.ts';
import { forgetNames } from '../../parts/names.ts';
import { Tag } from '../../parts/tag.tsx';
import { addressOf } from '../../router.ts';
import { type Deed, deed } from '../engine/deed.ts';
import { Listing } from '../engine/listing.tsx';
import { textOf } from '../engine/questions.ts';
import { dictionaryTexts } from './texts.ts';

type Value = Schemas['DictionaryWithValues']['values'][number];

export default function DictionaryValues({ params: { name = '' } }: PageProps) {
  const words = useTexts(dictionaryTexts);
  const history = ({ code }: Value) =>
    addressOf(
      '/console/registry/audit',
      {},
      { resource: 'dictionary_value', resource_id: `${name}/${code}` },
    );
  return (
    <Listing<'getDictionariesV2', Value>
      title={name}
      lead={words.valuesLead}
      list={(client, { signal }) => getDictionariesV2(client, { query: { name }, signal })}
      rowsOf={({ data: [dictionary] }) => dictionary?.values ?? []}
      create={{
        title: words.add,
        address: `/console/registry/dictionaries/${encodeURIComponent(name)}/new`,
        scope: 'dictionary:write',
      }}
      columns={[
        { title: words.description, cell: ({ description }) => <bdi>{description}</bdi> },
        { title: words.code, cell: ({ code }) => <code>{code}</code> },
        {
          title: words.state,
          cell: (value) => (
            <>
              <Tag kind={value.is_active ? 'good' : 'rest'}>{value.is_active ? words.on : words.off}</Tag>
              <small>
                <a href={history(value)}>{words.history}</a>
              </small>
            </>
          ),
        },
      ]}
      idOf={({ code }) => code}
      nameOf={({ code, description }) => `${description} (${code})`}
      deeds={useValueDeeds(name)}
      empty={words.empty}
    />
  );
}

function useValueDeeds(name: string): Deed<Value>[] {
  const words = useTexts(dictionaryTexts);
  const switching = (isOn: boolean) =>
    changing(name, {
      name: isOn ? 'on' : 'off',
      title: isOn ? words.switchOn : words.switchOff,
      heading: `${isOn ? words.switchOn : words.switchOff}?`,
      ...(!isOn && { consequence: words.switchOffText, isGrave: true }),
      isFor: ({ is_active }) => is_active !== isOn,
      bodyOf: () => ({ is_active: isOn }),
      done: isOn ? words.switchedOn : words.switchedOff,
    });
  const describing = changing(name, {
    name: 'describe',
    title: words.describe,
    heading: words.describe,
    questions: [{ name: 'description', label: words.description, hint: words.descriptionHint, kind: 'text' }],
    initial: ({ description }) => ({ description }),
    bodyOf: (answers) => ({ description: textOf(answers, 'description') }),
    done: words.described,
  });
  return [describing, switching(false), switching(true)];
}

type Changing = Omit<Deed<Value>, 'scope' | 'send' | 'told' | 'questions'> &
  Partial<Pick<Deed<Value>, 'questions'>> & {
    bodyOf(answers: Parameters<Deed<Value>['send']>[0]['answers']): Schemas['ChangeDictionaryValueBody'];
    done: string;
  };

const changing = (name: string, { bodyOf, done, questions = [], ...rest }: Changing): Deed<Value> =>
  deed<Value, 'changeDictionaryValue'>({
    ...rest,
    scope: 'dictionary:write',
    questions,
    send: ({ client, row: { code }, answers, idempotencyKey }) =>
      changeDictionaryValue(client, { path: { name, code }, body: bodyOf(answers), idempotencyKey }),
    told: () => {
      forgetNames();
      return { title: done };
    },
  });
