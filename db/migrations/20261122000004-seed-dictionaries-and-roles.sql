-- SPEC 9.
INSERT INTO dictionaries (name, description, labels, is_active) VALUES
  ('LICENSE_TYPE', 'Тип ліцензії', '{SYSTEM,EXTERNAL}', true),
  ('LEGAL_ENTITY_TYPE_V2', 'Тип закладу', '{SYSTEM,EXTERNAL}', true);

INSERT INTO dictionary_values (dictionary_name, code, description, is_active, position) VALUES
  ('LICENSE_TYPE', 'MSP', 'Заклад з надання медичних послуг', true, 1),
  ('LICENSE_TYPE', 'PHARMACY', 'Аптека', true, 2),
  ('LICENSE_TYPE', 'PHARMACY_DRUGS', 'Аптека (обіг наркотичних засобів, психотропних речовин і прекурсорів)', true, 3),
  ('LEGAL_ENTITY_TYPE_V2', 'PRIMARY_CARE', 'Заклад з надання первинної медичної допомоги', true, 1),
  ('LEGAL_ENTITY_TYPE_V2', 'OUTPATIENT', 'Заклад з надання спеціалізованої медичної допомоги', true, 2),
  ('LEGAL_ENTITY_TYPE_V2', 'EMERGENCY', 'Заклад з надання екстреної медичної допомоги', true, 3),
  ('LEGAL_ENTITY_TYPE_V2', 'PHARMACY', 'Аптека', true, 4);

-- What a user of a role may be granted at sign-in.
INSERT INTO roles (name, scopes) VALUES
  ('OWNER', '{license:read,license:write,legal_entity:read}'),
  ('NHS_CONTRACTS', '{private_contracts:read,private_contracts:write,legal_entity:read}');
