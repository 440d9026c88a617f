import { getDictionariesV2 } from '#client';
import { useTexts } from '../../console.ts';
import { Listing } from '../engine/listing.tsx';
import { dictionaryTexts } from './texts.ts';

export default function Dictionaries() {
  const words = useTexts(dictionaryTexts);
  return (
    <Listing
      title={words.title}
      lead={words.lead}
      list={getDictionariesV2}
      rowsOf={({ data }) => data}
      columns={[
        {
          title: words.dictionary,
          cell: ({ name, description }) => (
            <>
              <a href={`/console/registry/dictionaries/${encodeURIComponent(name)}`}>
                <bdi>{description || name}</bdi>
              </a>
              <small>
                <code>{name}</code>
              </small>
            </>
          ),
        },
        {
          title: words.values,
          cell: ({ values }) => words.count(values.filter(({ is_active }) => is_active).length),
        },
      ]}
      idOf={({ name }) => name}
      nameOf={({ name }) => name}
    />
  );
}
