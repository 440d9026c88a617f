import { useEffect, useState } from 'preact/hooks';
import { type Client, getDictionariesV2, type Schemas } from '#client';
import { useConsole } from '../console.ts';

export type DictionaryName = 'LICENSE_TYPE' | 'LEGAL_ENTITY_TYPE_V2';
type Values = Schemas['DictionaryWithValues']['values'];

/** Asked once for all pages: dictionaries change with a decree, and the next reload brings that. */
const asked = new Map<DictionaryName, Promise<Values>>();

/** Somebody has changed one just now. */
export const forgetNames = (): void => asked.clear();

function valuesOf(client: Client, name: DictionaryName): Promise<Values> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const asking = getDictionariesV2(client, { query: { name } }).then((result) => {
    if (result.ok) return result.data[0]?.values ?? [];
    asked.delete(name);
    return [];
  });
  asked.set(name, asking);
  return asking;
}

export type Names = {
  values: Values;
  /** The description of a code, or the code where there is none; dots while that is being asked. */
  of(code: string): string;
};

/** What a dictionary calls its codes. */
export function useNames(name: DictionaryName): Names {
  const { client } = useConsole().session;
  const [values, setValues] = useState<Values>();
  useEffect(() => {
    void valuesOf(client, name).then(setValues);
  }, [name]);
  const of = (code: string) =>
    values === undefined ? '…' : (values.find((value) => value.code === code)?.description ?? code);
  return { values: values ?? [], of };
}
