import type { ComponentChildren } from 'preact';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { StatusTag } from '../parts/legal-entity-status.tsx';
import { useNames } from '../parts/names.ts';
import type { Clinic } from './standing.ts';

const texts = inLanguages({ status: 'Стан', type: 'Тип' }, { status: 'Status', type: 'Type' });

/** What the registry has of a clinic. @param children more of it, as `dt` and `dd` */
export function ClinicFacts({ clinic, children }: { clinic: Clinic; children?: ComponentChildren }) {
  const words = useTexts(texts);
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  return (
    <dl class="facts">
      <dt>{words.status}</dt>
      <dd>
        <StatusTag status={clinic.status} />
      </dd>
      <dt>ЄДРПОУ</dt>
      <dd>{clinic.edrpou}</dd>
      <dt>{words.type}</dt>
      <dd>{types.of(clinic.type)}</dd>
      {children}
    </dl>
  );
}
