/** Why somebody changes something, as bodies have it. Not of blanks alone: it is kept for whoever asks in ten years. */
export const reasonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 1000,
  pattern: '\\S',
} as const;

/** A body that says nothing else. */
export const reasonBody = {
  title: 'ReasonBody',
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: { reason: reasonSchema },
} as const;
