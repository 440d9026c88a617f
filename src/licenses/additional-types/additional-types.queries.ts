import { additionalLicenseTypesValue } from '../../parameters/parameters.queries.ts';
import { statement } from '../../platform/database/pool.ts';

export type AdditionalTypesRow = {
  legal_entity_type: string;
  /** Null: the database has no row of the parameter. */
  additional_license_types: string | null;
  /** Active values of LICENSE_TYPE, each with the id of the active licence of that type. */
  license_types: { type: string; description: string; license_id: string | null }[];
};

/** No row: there is no such legal entity. $1 legal entity. */
export const findAdditionalTypes = statement<AdditionalTypesRow>(
  'licenses.additional-types.find',
  `SELECT le.type AS legal_entity_type, ${additionalLicenseTypesValue('le.type')} AS additional_license_types,
          ARRAY(SELECT json_build_object('type', v.code, 'description', v.description, 'license_id', l.id)
                  FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                  LEFT JOIN licenses l ON l.legal_entity_id = le.id AND l.is_active AND l.type = v.code
                 WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active) AS license_types
     FROM legal_entities le WHERE le.id = $1`,
);
