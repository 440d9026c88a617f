import { listParameters } from '#client';
import { useTexts } from '../../console.ts';
import { useNames } from '../../parts/names.ts';
import { Listing } from '../engine/listing.tsx';
import { parameterTexts } from './texts.ts';
import { useParameterNames, valueText } from './value.tsx';

export default function Parameters() {
  const words = useTexts(parameterTexts);
  const types = useNames('LICENSE_TYPE');
  const nameOf = useParameterNames();
  return (
    <Listing
      title={words.title}
      lead={words.lead}
      list={listParameters}
      rowsOf={({ data }) => data}
      columns={[
        {
          title: words.name,
          cell: ({ name }) => (
            <>
              <a href={`/console/registry/parameters/${encodeURIComponent(name)}`}>{nameOf(name)}</a>
              <small>
                <code>{name}</code>
              </small>
            </>
          ),
        },
        { title: words.value, cell: ({ value }) => valueText(value, types, words.none) },
        { title: words.source, cell: ({ source }) => words.sources[source] },
      ]}
      idOf={({ name }) => name}
      nameOf={({ name }) => name}
    />
  );
}
