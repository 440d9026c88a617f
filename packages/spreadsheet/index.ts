export { isSpreadsheetMark, readExactText } from './exact-text.ts';
export { neutralizeFormula, restoreFormula } from './formula.ts';
export { csvLine } from './line.ts';
export { headerLine, PLAIN_TABLE, rowLine, SPREADSHEET_TABLE, type TableForm } from './table.ts';
