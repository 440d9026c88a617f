import { useConsole } from '../console.ts';
import { ExportButton } from '../parts/export.tsx';
import type { AnyFailed } from '../parts/failure.tsx';
import { exportedTable } from './exported.ts';
import { readAllLicenses } from './reading.ts';

/** All licences of the clinic as a file, whatever the filters show. */
export function LicenseExport() {
  const { session, clock } = useConsole();
  return (
    <ExportButton
      name={`licenses-${session.identity.legalEntity?.edrpou}-${clock.today()}.csv`}
      make={async () => {
        const all = await readAllLicenses(session.client);
        return all.ok ? { ok: true, text: exportedTable(all.data) } : (all as AnyFailed);
      }}
    />
  );
}
