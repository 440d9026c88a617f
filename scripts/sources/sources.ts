import { createLicenseAnswer } from './create-license-answer.ts';
import { createLicensePage } from './create-license-page.ts';
import { createLicenseRequest } from './create-license-request.ts';
import { mediaStorageLinks } from './media-storage-links.ts';
import type { Source } from './statement.ts';

/**
 * The two pages that the specification comes from. A part that has no heading there, because the comparison leaves it
 * out, is named in brackets.
 */
export const SOURCES: readonly Source[] = [
  {
    title: 'Create license',
    outline: {
      'Versions Compared': 3,
      'Page Properties': 20,
      '… (purpose)': 1,
      'Configuration parameters': 1,
      Dictionaries: 2,
      'Input parameters': 3,
      'Request structure': 11,
      '… (headers)': 2,
      Authorize: 3,
      'Validate request': 7,
      'Validate license dates': 3,
      Processing: 1,
      'Response structure examples': 17,
      '… (status codes)': 22,
      'Post-processing processes': 1,
      'Technical modules where the method is used': 2,
    },
    parts: [...createLicensePage, ...createLicenseRequest, ...createLicenseAnswer],
  },
  {
    title: 'Private. Generate media storage links',
    outline: {
      'Private. Generate media storage links': 3,
      Purpose: 2,
      Specification: 9,
      Logic: 2,
      Configuration: 2,
      'Request structure': 1,
      Authorize: 3,
      Headers: 1,
      'Request data validation': 1,
      Processing: 2,
      'Response structure': 1,
      'Post-processing processes': 1,
      'HTTP status codes': 1,
    },
    parts: mediaStorageLinks,
  },
];
