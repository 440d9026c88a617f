import { render } from 'preact';
import { Start } from './frame/start.tsx';
import { readSettings } from './settings.ts';

const root = document.getElementById('console');
if (root !== null) {
  root.textContent = '';
  render(<Start settings={readSettings(document)} />, root);
}
