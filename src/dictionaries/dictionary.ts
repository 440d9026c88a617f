/** A dictionary with all its values, inactive ones too, in their order. */
export type Dictionary = {
  name: string;
  description: string;
  labels: string[];
  is_active: boolean;
  values: DictionaryValue[];
};

export type DictionaryValue = { code: string; description: string; is_active: boolean };
