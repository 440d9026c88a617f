import { getClient, getLegalEntitiesV2, getLegalEntityByIdV2, listClients } from '#client';
import { useConsole } from '../console.ts';
import type { AnyFailed } from '../parts/failure.tsx';
import type { Find } from './engine/questions.ts';

/** So many are shown: who sees more types more. */
const SHOWN = 7;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Legal entities by the beginnings of words, by ЄДРПОУ or by identifier. */
export function useFindLegalEntity(): Find {
  const { client } = useConsole().session;
  return async (text, signal) => {
    const option = ({ id, name, edrpou }: { id: string; name: string; edrpou: string }) => ({
      value: id,
      label: name,
      hint: edrpou,
    });
    if (UUID.test(text)) {
      const one = await getLegalEntityByIdV2(client, { path: { id: text }, signal });
      return one.ok ? [option(one.data)] : failedOf(one);
    }
    const by = /^\d{8,10}$/.test(text) ? { edrpou: text } : { name: text };
    const found = await getLegalEntitiesV2(client, { query: { ...by, page_size: SHOWN }, signal });
    return found.ok ? found.data.map(option) : failedOf(found);
  };
}

/** Clients by name or identifier. */
export function useFindClient(): Find {
  const { client } = useConsole().session;
  return async (text, signal) => {
    const option = ({ id, name, type }: { id: string; name: string; type: string }) => ({
      value: id,
      label: name,
      hint: type,
    });
    if (UUID.test(text)) {
      const one = await getClient(client, { path: { id: text }, signal });
      return one.ok ? [option(one.data)] : failedOf(one);
    }
    const found = await listClients(client, { query: { name: text, page_size: SHOWN }, signal });
    return found.ok ? found.data.map(option) : failedOf(found);
  };
}

/** None of that identifier is nothing found. */
const failedOf = (failed: AnyFailed) => (failed.status === 404 ? [] : failed);
