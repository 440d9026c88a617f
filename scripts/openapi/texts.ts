import { readFile } from 'node:fs/promises';

/** The same text in both languages of the documents. */
export type Bilingual = { en: string; uk: string };
type MethodText = { summary: string; description: Bilingual; success: { uk: string } };
type ErrorText = { cause: string; remedy: string };
export type TagText = { name: string; uk: string; description: Bilingual; methods: string[] };

/** What is said in words and in no declaration: `openapi/texts/`. A plain string is Ukrainian, its English being in `src/`. */
export type Texts = {
  introduction: Bilingual;
  tags: TagText[];
  method(operationId: string): MethodText;
  /** @param id of a rule, or of a check before the rules */
  rule(id: string): string;
  error(code: string): ErrorText;
  group(title: string): string;
  /** @param path names with dots between them; the items of an array have its name */
  field(schema: string, path: string): Bilingual;
  /** @param keys from the narrowest on: of a method, of what its path names one of (`users.id`), of any method */
  parameter(...keys: string[]): Bilingual;
  header(name: string): Bilingual;
  /** Keys that were asked for and are missing, and keys that nothing has asked for. */
  problems(): string[];
};

const folder = new URL('../../openapi/texts/', import.meta.url);
const NOTHING: Bilingual = { en: '', uk: '' };

export async function readTexts(): Promise<Texts> {
  const fields = await readJson<Record<string, Record<string, Bilingual>>>('fields.json');
  const flatFields = Object.entries(fields).flatMap(([schema, of]) =>
    Object.entries(of).map(([path, text]) => [`${schema}.${path}`, text] as const),
  );
  const errors = await shelf<ErrorText>('errors.json', { cause: '', remedy: '' });
  const groups = await shelf('groups.json', '');
  const rules = await shelf('rules.json', '');
  const methods = await shelf<MethodText>('methods.json', {
    summary: '',
    description: NOTHING,
    success: { uk: '' },
  });
  const parameters = await shelf('parameters.json', NOTHING);
  const headers = await shelf('headers.json', NOTHING);
  const ofFields = shelfOf('fields.json', Object.fromEntries(flatFields), NOTHING);
  const shelves = [errors, groups, rules, methods, parameters, headers, ofFields];
  return {
    introduction: { en: await readText('introduction.en.md'), uk: await readText('introduction.uk.md') },
    tags: await readJson<TagText[]>('tags.json'),
    method: methods.take,
    rule: rules.take,
    error: errors.take,
    group: groups.take,
    field: (schema, path) =>
      ofFields.take(`${schema}.${path}`, `*.${path}`, `*.${path.slice(path.lastIndexOf('.') + 1)}`),
    parameter: parameters.take,
    header: headers.take,
    problems: () => shelves.flatMap((each) => each.problems()),
  };
}

/** Texts of one file, and which of them have been taken. @param missing what stands in for one that is not there */
function shelfOf<Text>(file: string, texts: Record<string, Text>, missing: Text) {
  const unused = new Set(Object.keys(texts));
  const wanted = new Set<string>();
  return {
    /** The first of the keys that there is. */
    take(...keys: string[]): Text {
      const key = keys.find((each) => Object.hasOwn(texts, each));
      if (key === undefined) wanted.add(keys[0] as string);
      else unused.delete(key);
      return key === undefined ? missing : (texts[key] as Text);
    },
    problems: () => [
      ...[...wanted].map((key) => `openapi/texts/${file} has no ${key}`),
      ...[...unused].map((key) => `openapi/texts/${file}: nothing is called ${key}`),
    ],
  };
}

async function shelf<Text>(file: string, missing: Text) {
  return shelfOf(file, await readJson<Record<string, Text>>(file), missing);
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readText(file));
}

const readText = (file: string) => readFile(new URL(file, folder), 'utf8');
