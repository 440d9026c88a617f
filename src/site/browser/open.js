import MiniSearch from 'minisearch';
import { INDEX_OPTIONS } from './match.js';

/** @param {import('./match.js').SearchIndex} sent */
function open({ index, ...shown }) {
  return {
    searching: MiniSearch.loadJS(/** @type {import('minisearch').AsPlainObject} */ (index), INDEX_OPTIONS),
    ...shown,
  };
}

export { open };
