/** The file as a whole cannot be imported; nothing of it was. */
export class CsvFileError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** How to get a table out of a spreadsheet, in the words of its menus. */
export const SAVE_AS_CSV =
  'Збережіть таблицю як CSV. Excel: Файл → Зберегти як → CSV UTF-8 (розділювач – кома). ' +
  'LibreOffice: Файл → Зберегти як… → Тип файлу: Текст CSV → Набір символів: Юнікод (UTF-8).';
