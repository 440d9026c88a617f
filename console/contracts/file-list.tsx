import type { Success } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages, sizeText } from '../language/language.ts';
import { Moment } from '../parts/day.tsx';
import { Pager } from '../parts/pager.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';
import { FileActions } from './file-actions.tsx';
import { type HandedOutLink, linkBehind, type StoredFile, whoOf } from './folder-calls.ts';

const texts = inLanguages(
  {
    name: 'Файли в папці',
    file: 'Файл',
    size: 'Розмір',
    changed: 'Змінено',
    by: 'Ким',
    actions: 'Дія',
    empty: 'У папці ще немає файлів.',
    who: 'подивитися',
  },
  {
    name: 'Files of the folder',
    file: 'File',
    size: 'Size',
    changed: 'Changed',
    by: 'By',
    actions: 'Action',
    empty: 'There are no files in the folder yet.',
    who: 'look it up',
  },
);

type FileListProps = {
  id: string;
  files: readonly StoredFile[];
  paging: Success<'listMediaStorageFiles'>['paging'];
  /** The latest of the folder, once they are known: by whose link a file came. */
  links: readonly HandedOutLink[] | undefined;
  mayRead: boolean;
};

export function FileList({ id, files, paging, links, mayRead }: FileListProps) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  const by = (file: StoredFile) => {
    if (links === undefined) return '';
    const link = linkBehind(file, links);
    const address = addressOf('/console/folders/:id/links', { id }, { file: file.resource_name });
    return (
      <a href={address} aria-label={link ? undefined : `${words.who}: ${file.resource_name}`}>
        {link ? <bdi>{whoOf(link)}</bdi> : words.who}
      </a>
    );
  };
  const columns: Column<StoredFile>[] = [
    { title: words.file, cell: ({ resource_name }) => <bdi>{resource_name}</bdi> },
    { title: words.size, isNarrow: true, cell: ({ size }) => sizeText(settings.language, size) },
    { title: words.changed, isNarrow: true, cell: ({ last_modified }) => <Moment at={last_modified} /> },
    { title: words.by, cell: by },
  ];
  if (mayRead)
    columns.push({
      title: words.actions,
      cell: ({ resource_name, size }) => (
        <FileActions key={resource_name} place={{ folder: id, name: resource_name }} size={size} />
      ),
    });
  return (
    <div class="files">
      <Table
        name={words.name}
        columns={columns}
        rows={files}
        keyOf={({ resource_name }) => resource_name}
        empty={words.empty}
      />
      <Pager paging={paging} isFull={files.length === paging.page_size} />
    </div>
  );
}
