import { useEffect, useState } from 'preact/hooks';
import type { ApiDocument, Described, Method } from '#api-document';
import type { Language } from '../language/language.ts';
import type { Asked } from '../parts/asked.tsx';

/** Asked for once, when a page that needs it is first shown: it is as large as the console itself. */
let asking: Promise<ApiDocument> | undefined;

async function ask(): Promise<ApiDocument> {
  const answer = await fetch('/openapi.json', { credentials: 'omit' });
  if (!answer.ok) throw new Error(`Status ${answer.status}`);
  return (await answer.json()) as ApiDocument;
}

/** `/openapi.json`, as everybody can read it. */
export function useDocument(): Asked<ApiDocument> {
  const [value, setValue] = useState<ApiDocument>();
  const [reason, setReason] = useState<unknown>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setReason(undefined);
    asking ??= ask();
    asking.then(setValue, (error: unknown) => {
      asking = undefined;
      setReason(error);
    });
  }, [turn]);
  return {
    value,
    failed: reason
      ? {
          ok: false,
          status: 0,
          error: { kind: 'network', status: 0, message: 'No document', reason: undefined },
        }
      : undefined,
    isLoading: value === undefined && reason === undefined,
    again: () => setTurn(turn + 1),
  };
}

export const textIn = (language: Language, text: Described): string =>
  language === 'uk' ? text['x-description-uk'] : text.description;

export const titleOf = (language: Language, { operation }: Method): string =>
  language === 'uk' ? operation['x-summary-uk'] : operation.summary;

/** Scopes that a method asks for and somebody does not have. */
export const missingScopes = ({ operation }: Method, can: (scope: string) => boolean): string[] =>
  (operation['x-access'].scope ?? '').split(' ').filter((scope) => scope !== '' && !can(scope));

/** The page of the documents. */
export const docsOf = (language: Language, path: string): string =>
  `/docs/${language === 'uk' ? '' : 'en/'}${path}`;
